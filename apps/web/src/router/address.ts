import { useSyncExternalStore } from "react";
import { HAS_SERVER } from "../session/has-server.ts";
import { Listeners } from "../session/listeners.ts";
import { withoutView } from "./view-address.ts";

const moved = new Listeners();

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  const unsubscribe = moved.subscribe(listener);
  return () => {
    removeEventListener("popstate", listener);
    unsubscribe();
  };
}

/** The path of the view. Plain files have but one address, so there it stands behind the `#`. */
export function currentPath(): string {
  return HAS_SERVER ? location.pathname : location.hash.slice(1) || "/";
}

/** The path of the view, followed as it changes. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, currentPath);
}

/** What a link to the view at `path` has as its `href`. */
export function hrefOf(path: string): string {
  return HAS_SERVER ? path : `#${path}`;
}

/** Goes to another view. Language and theme asked for in the address stay; the moment of one trace is none of another. */
export function goTo(path: string): void {
  const search = withoutView(location.search);
  history.pushState(null, "", HAS_SERVER ? path + search : `${location.pathname}${search}#${path}`);
  scrollTo(0, 0);
  moved.tell();
}

/** Writes another query into the address, with no entry of its own in the history; who shows it is not told. */
export function replaceSearch(search: string): void {
  if (search === location.search) return;
  history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
}

/** Puts one parameter into the address, or takes it away. */
export function keepInAddress(name: string, value: string | null): void {
  const parameters = new URLSearchParams(location.search);
  if (value === null) parameters.delete(name);
  else parameters.set(name, value);
  const query = parameters.toString();
  replaceSearch(query === "" ? "" : `?${query}`);
}
