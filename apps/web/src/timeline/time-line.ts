import type { TraceTime } from "@wirestage/trace";
import type { TimeAxis } from "./time-axis.ts";

/** The thumb's centre never reaches the ends of a native range, so everything beside it is inset by half of it. */
const THUMB_PX = 14;
export const INSET_PX = THUMB_PX / 2;

/** The drawn line of time: what lies on it, and how much of it there is. */
export interface TimeLine {
  readonly axis: TimeAxis;
  /** Place at the right edge. */
  readonly end: number;
}

/** CSS `left` of a place on the line, within the element that the range fills. */
export function leftOf(place: number, { end }: TimeLine): string {
  return `calc(${INSET_PX}px + (100% - ${THUMB_PX}px) * ${Math.min(1, Math.max(0, place / end)).toFixed(6)})`;
}

/** Pixels from the left edge of the element that the range fills and is `width` wide. */
export function pixelOf(place: number, width: number, { end }: TimeLine): number {
  return INSET_PX + (width - THUMB_PX) * (place / end);
}

/** The time under the pointer at `x` pixels from the element's left edge; nothing after `now`. */
export function timeAtPixel(x: number, width: number, { axis, end }: TimeLine, now: TraceTime): TraceTime {
  const share = Math.min(1, Math.max(0, (x - INSET_PX) / Math.max(1, width - THUMB_PX)));
  const t = axis.timeAt(share * end, now);
  return t > now ? now : t;
}
