import { NS_PER_MS, NS_PER_S, NS_PER_US } from "@wirestage/trace";

const SHORTEST_NS = 5 * NS_PER_S;
const LENGTHS = [1, 1.5, 2, 3, 5, 7.5, 10] as const;
/** Room kept free after the newest moment. */
const ROOM = 1.03;

/** The shortest trace that still has a ruler. */
const SHORTEST_FINISHED_NS = NS_PER_US;

/**
 * Where the ruler ends: a round length after the newest moment at `place`, so that a growing trace moves it rarely; of a
 * finished one, right after its end.
 */
export function rulerEnd(place: number, isFinished = false): number {
  if (isFinished) return Math.max(SHORTEST_FINISHED_NS, Math.round(place * ROOM));
  const wanted = Math.max(SHORTEST_NS, place * ROOM);
  const decade = 10 ** Math.floor(Math.log10(wanted));
  const length = LENGTHS.find((each) => each * decade >= wanted) ?? 10;
  return Math.round(length * decade);
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

/** Marks from `from` to `to`, every `step`, in seconds or milliseconds as suits the step. */
export function rulerMarks(from: number, to: number, step: number): readonly RulerMark[] {
  const inSeconds = step >= NS_PER_S / 10;
  const unit = inSeconds ? NS_PER_S : NS_PER_MS;
  const digits = Math.max(0, -Math.floor(Math.log10(step / unit) + 1e-9));
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.max(0, Math.floor(to / step + 1e-9) - first + 1);
  return Array.from({ length: count }, (_, index) => {
    const t = (first + index) * step;
    return { t, text: `${(t / unit).toFixed(digits)}\u202f${inSeconds ? "s" : "ms"}` };
  });
}
