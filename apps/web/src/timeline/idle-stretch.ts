import { type TraceLog, type TraceTime, traceTime } from "@wirestage/trace";
import type { TimeRange } from "../session/session.ts";
import { ladderIndex } from "../stage/ladder-index.ts";
import { shownEventFrom } from "./shown-event.ts";

/**
 * Whether nothing moves on the ladder between two events that follow each other. What the ladder folds is the timeline's
 * idle time as well, but for the events that only the timeline shows: no stretch reaches across one of them.
 */
export function isIdleBetween(log: TraceLog, from: TraceTime, to: TraceTime, noise: boolean): boolean {
  const middle = traceTime(from + Math.floor((to - from) / 2));
  const gaps = ladderIndex(log).idleGaps(noise);
  const hasBegun = gaps.first !== null && gaps.first <= middle;
  return to > from && (!hasBegun || gaps.idleSince(middle) !== null);
}

/** The idle stretch around `t`, from one event that is shown to the next, or null where something happens or moves. */
export function idleStretchAt(log: TraceLog, t: TraceTime, noise: boolean): TimeRange | null {
  const count = log.countAt(t);
  const before = shownEventFrom(log, count - 1, -1, noise);
  const after = shownEventFrom(log, count, 1, noise);
  if (!before || !after || !isIdleBetween(log, before.t, after.t, noise)) return null;
  return { from: before.t, to: after.t };
}
