import {
  type FrameEntry,
  type FrameWhereabouts,
  frameAt,
  frameEnd,
  type TraceState,
  type TraceTime,
} from "@wirestage/trace";

/** How many of `frames` were sent by one of the first `next` events. */
export function sentWithin(frames: readonly FrameEntry[], next: number): number {
  let low = 0;
  let high = frames.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((frames[middle]?.sent.seq ?? next) < next) low = middle + 1;
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
