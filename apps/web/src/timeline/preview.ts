import type { TraceEvent, TraceLog, TraceState, TraceTime } from "@wirestage/trace";
import { shownEventFrom } from "./shown-event.ts";

/** An event this close to the pointer is the one that is meant. */
const MAGNET_PX = 8;

export interface Preview {
  /** The time that is told: the pointed one, or that of the event it is close to. */
  readonly t: TraceTime;
  /** The event meant, else the last one before; null before the first. */
  readonly event: TraceEvent | null;
  readonly state: TraceState;
}

/**
 * What is told of the time `t`.
 * @param pixelOf where a time stands on the line, in px
 */
export function previewAt(
  log: TraceLog,
  t: TraceTime,
  noise: boolean,
  pixelOf: (t: TraceTime) => number,
): Preview {
  const count = log.countAt(t);
  const before = shownEventFrom(log, count - 1, -1, noise);
  const after = shownEventFrom(log, count, 1, noise);
  const distance = (event: TraceEvent | null) =>
    event ? Math.abs(pixelOf(event.t) - pixelOf(t)) : Number.POSITIVE_INFINITY;
  const nearest = distance(after) < distance(before) ? after : before;
  if (nearest && distance(nearest) <= MAGNET_PX) {
    return { t: nearest.t, event: nearest, state: log.stateAfter(nearest.seq + 1) };
  }
  return { t, event: before, state: log.stateAfter(count) };
}
