import { useLinkNoise } from "../link-noise/link-noise.ts";
import type { Selection, Session } from "../session/session.ts";
import { firstRange, playRange } from "./loop-range.ts";
import { rulerEnd } from "./ruler.ts";
import { timeAxis } from "./time-axis.ts";

/** Begins to play a range again and again, or ends it. */
export function switchLoop(session: Session, selection: Selection | null): void {
  const { player, log, now, opened } = session;
  if (player.loop) {
    player.setLoop(null);
    return;
  }
  const axis = timeAxis(log, useLinkNoise.getState().shown);
  const end = rulerEnd(axis.placeOf(now(), now()), opened !== null);
  playRange(session, firstRange(session, selection, { axis, end }));
}
