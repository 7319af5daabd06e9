import {
  type FrameEntry,
  type FrameWhereabouts,
  frameAt,
  frameEnd,
  type TraceLog,
  type TraceState,
  type TraceTime,
} from "@wirestage/trace";

/** How many of the frames, given by number in order, were sent by one of the first `next` events. */
export function sentWithin(frames: readonly number[], log: TraceLog, next: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = log.frames[(frames[middle] ?? 0) - 1];
    if (entry && entry.sent.seq < next) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Where a frame sent before is in `state`, which may show only some of the events of its last moment. */
export function fateIn(state: TraceState, entry: FrameEntry, t: TraceTime): FrameWhereabouts {
  const onWire = state.onWire.get(entry.frame);
  if (onWire) return frameAt(onWire, t);
  const end = frameEnd(entry);
  return end ? frameAt(entry, end.t) : frameAt(entry, t);
}
