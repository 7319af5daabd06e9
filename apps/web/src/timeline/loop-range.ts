import { frameEnd, NS_PER_US, type TraceLog, type TraceTime, traceTime } from "@wirestage/trace";
import type { Selection, Session, TimeRange } from "../session/session.ts";
import type { TimeLine } from "./time-line.ts";

/** How much of the line a range takes that nobody has chosen yet, on either side of the playhead. */
const SHARE = 0.08;
/** What is played before and after the chosen frame or call, of its own length. */
const MARGIN = 0.06;
/** The shortest range that can be made by hand. */
export const SHORTEST_NS = NS_PER_US;

/** When the selected frame was on the wire, or the selected call went on; null for anything else. */
function selectedRange(log: TraceLog, selection: Selection | null, now: TraceTime): TimeRange | null {
  if (selection?.kind === "frame") {
    const entry = log.frames[selection.frame - 1];
    return entry ? { from: entry.sent.t, to: frameEnd(entry)?.t ?? now } : null;
  }
  if (selection?.kind === "call") {
    const call = log.calls[selection.call - 1];
    return call ? { from: call.entered.t, to: call.returned?.t ?? now } : null;
  }
  return null;
}

function widened({ from, to }: TimeRange, now: TraceTime): TimeRange {
  const margin = Math.round((to - from) * MARGIN);
  return { from: traceTime(Math.max(0, from - margin)), to: traceTime(Math.min(now, to + margin)) };
}

/** The range that a loop begins with: the selected frame's flight or call, else what lies around the playhead. */
export function firstRange(
  session: Session,
  selection: Selection | null,
  { axis, end }: TimeLine,
): TimeRange {
  const now = session.now();
  const chosen = selectedRange(session.log, selection, now);
  if (chosen && chosen.to > chosen.from) return widened(chosen, now);
  const place = axis.placeOf(session.playhead.t, now);
  const newest = axis.placeOf(now, now);
  const to = Math.min(newest, place + SHARE * end);
  const from = Math.max(0, Math.min(place - SHARE * end, to - SHARE * end));
  return { from: axis.timeAt(from, now), to: axis.timeAt(to, now) };
}

/** Plays the range from its beginning, again and again. */
export function playRange({ player }: Session, range: TimeRange): void {
  player.setLoop(range);
  player.seek(range.from);
  player.play();
}

export function rangeBetween(a: TraceTime, b: TraceTime): TimeRange {
  return a < b ? { from: a, to: b } : { from: b, to: a };
}

/** The range with one end at `t`, as far as the other end and the trace let it go. */
export function withEnd(range: TimeRange, which: keyof TimeRange, t: TraceTime, now: TraceTime): TimeRange {
  return which === "from"
    ? { ...range, from: traceTime(Math.max(0, Math.min(t, range.to - SHORTEST_NS))) }
    : { ...range, to: traceTime(Math.min(now, Math.max(t, range.from + SHORTEST_NS))) };
}

/** The time of the first event before or after `t` that is not at `t` itself; `t` where there is none. */
export function neighbourTime(log: TraceLog, t: TraceTime, direction: 1 | -1): TraceTime {
  if (direction === 1) return log.events[log.countAt(t)]?.t ?? t;
  const before = t > 0 ? log.countAt(traceTime(t - 1)) : 0;
  return log.events[before - 1]?.t ?? t;
}
