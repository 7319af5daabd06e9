import { useSyncExternalStore } from "react";
import { useLink, useSession } from "./hooks.ts";
import type { LinkState } from "./session.ts";
import { WATCH_AGAIN } from "./watch-again.ts";

function hasLabEnded(link: LinkState): boolean {
  if (link.status === "recording") return true;
  return link.status === "ended" && !WATCH_AGAIN.has(link.error.code);
}

/** Whether the lab has ended and its last moment is shown: what had not ended by then does not go on either. */
export function useIsOver(): boolean {
  const hasEnded = hasLabEnded(useLink());
  const session = useSession();
  const { playhead } = session;
  return useSyncExternalStore(playhead.subscribe, () => hasEnded && playhead.t >= session.now());
}
