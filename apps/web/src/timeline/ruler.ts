import { NS_PER_MS, NS_PER_S, type TraceTime, traceTime } from "@wirestage/trace";

const SHORTEST_NS = 5 * NS_PER_S;
const LENGTHS = [1, 1.5, 2, 3, 5, 7.5, 10] as const;
/** Room kept free after the newest moment. */
const ROOM = 1.03;

/** Where the ruler ends: a round time after `now`, so that a growing trace moves it rarely. Depends on `now` only. */
export function rulerEnd(now: TraceTime): TraceTime {
  const wanted = Math.max(SHORTEST_NS, now * ROOM);
  const decade = 10 ** Math.floor(Math.log10(wanted));
  const length = LENGTHS.find((each) => each * decade >= wanted) ?? 10;
  return traceTime(Math.round(length * decade));
}

/** The smallest of 1, 2, 5 × 10ⁿ ns that keeps marks at least `leastPx` apart where `widthPx` shows `spanNs`. */
export function rulerStep(spanNs: number, widthPx: number, leastPx: number): number {
  const wanted = Math.max(1, (spanNs * leastPx) / Math.max(1, widthPx));
  const decade = 10 ** Math.floor(Math.log10(wanted));
  const factor = [1, 2, 5].find((each) => each * decade >= wanted) ?? 10;
  return factor * decade;
}

export interface RulerMark {
  readonly t: number;
  readonly text: string;
}

/** Marks from 0 to `end`, every `step`, in seconds or milliseconds as suits the step. */
export function rulerMarks(end: TraceTime, step: number): readonly RulerMark[] {
  const inSeconds = step >= NS_PER_S / 10;
  const unit = inSeconds ? NS_PER_S : NS_PER_MS;
  const digits = Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9));
  const count = Math.floor(end / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => {
    const t = index * step;
    return { t, text: `${(t / unit).toFixed(digits)}\u202f${inSeconds ? "s" : "ms"}` };
  });
}
