import { countedOn, frameEnd, type TraceLog, type TraceState } from "@wirestage/trace";
import type { Stretch } from "./camera.ts";
import type { TimeScale } from "./time-scale.ts";

/** The frame that stands for `frame` on the ladder: a repeat that a hold swallowed is counted on the held frame. */
export function drawnFrame(log: TraceLog, frame: number): number {
  const entry = log.frames[frame - 1];
  return (entry && countedOn(entry)) ?? frame;
}

/**
 * Where a frame's way is, or of one on the wire where its label is; null where it was not yet sent.
 * @param scale the scale as it is at the state's time
 * @param nowY height of the present
 * @param below room that labels under the present take up
 */
export function frameStretch(
  log: TraceLog,
  state: TraceState,
  frame: number,
  scale: TimeScale,
  { nowY, below }: { readonly nowY: number; readonly below: number },
): Stretch | null {
  const entry = log.frames[frame - 1];
  if (!entry || entry.sent.seq >= state.next) return null;
  if (state.onWire.has(frame)) return { from: nowY, to: nowY + below };
  const end = frameEnd(entry);
  return { from: scale.y(entry.sent.t), to: end ? scale.y(end.t) : nowY };
}
