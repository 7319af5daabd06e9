import { useSyncExternalStore } from "react";
import { Listeners } from "../session/listeners.ts";

const moved = new Listeners();

function subscribe(listener: () => void): () => void {
  addEventListener("popstate", listener);
  const unsubscribe = moved.subscribe(listener);
  return () => {
    removeEventListener("popstate", listener);
    unsubscribe();
  };
}

/** The path of the address, followed as it changes. */
export function usePath(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** Goes to another view. Language and theme asked for in the address stay. */
export function goTo(path: string): void {
  history.pushState(null, "", path + location.search);
  scrollTo(0, 0);
  moved.tell();
}
