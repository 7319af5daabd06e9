import { TRACE_START } from "@wirestage/trace";
import type { KeyAction } from "../app/keys.ts";
import type { Player } from "../session/session.ts";

/** Keys that move through time do so here as everywhere; the others have nothing to act on. */
export function playOnKey(action: KeyAction, player: Player): void {
  switch (action) {
    case "toggle":
      player.toggle();
      return;
    case "previousEvent":
      player.step(-1);
      return;
    case "nextEvent":
      player.step(1);
      return;
    case "start":
      player.seek(TRACE_START);
      return;
    case "live":
      player.goLive();
      return;
    default:
      return;
  }
}
