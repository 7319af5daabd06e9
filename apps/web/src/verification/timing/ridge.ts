import type { TimedMethod } from "@wirestage/protocol";
import { ascending, median, quantile } from "./statistics.ts";

const BINS = 56;
const MARGIN = 0.06;
/** So many times the middle half of a row is drawn beyond it; the few slower batches would push the rest together. */
const TAIL = 2.5;

export interface Ridge {
  readonly agreeing: number;
  /** Batches in each bin, as a part of those in the row's highest bin: 0 to 1, from left to right. */
  readonly heights: readonly number[];
  readonly medianNs: number;
}

/** The distributions of one method over one axis. */
export interface Ridges {
  readonly fromNs: number;
  readonly toNs: number;
  readonly ridges: readonly Ridge[];
  /** Batches that lie outside of the axis. */
  readonly outside: number;
}

/** Null where nothing was measured. */
export function ridgesOf({ timings }: TimedMethod): Ridges | null {
  const rows = timings.filter(({ nanoseconds }) => nanoseconds.length > 0);
  if (rows.length === 0) return null;
  const extents = rows.map(({ nanoseconds }) => extentOf(ascending(nanoseconds)));
  const lowest = Math.min(...extents.map(({ from }) => from));
  const highest = Math.max(...extents.map(({ to }) => to));
  // Were all the same, the axis would have no length.
  const margin = Math.max((highest - lowest) * MARGIN, 0.001);
  const [fromNs, toNs] = [lowest - margin, highest + margin];
  let outside = 0;
  const ridges = rows.map(({ agreeing, nanoseconds }): Ridge => {
    const counts = countsOf(nanoseconds, fromNs, toNs);
    outside += nanoseconds.length - counts.reduce((sum, count) => sum + count, 0);
    const most = Math.max(1, ...counts);
    return { agreeing, heights: counts.map((count) => count / most), medianNs: median(nanoseconds) };
  });
  return { fromNs, toNs, ridges, outside };
}

function extentOf(sorted: readonly number[]): { readonly from: number; readonly to: number } {
  const lower = quantile(sorted, 0.25);
  const upper = quantile(sorted, 0.75);
  const to = Math.min(quantile(sorted, 0.99), upper + TAIL * (upper - lower));
  return { from: quantile(sorted, 0.005), to };
}

function countsOf(values: readonly number[], from: number, to: number): number[] {
  const counts = Array<number>(BINS).fill(0);
  for (const value of values) {
    const bin = Math.floor(((value - from) / (to - from)) * BINS);
    if (bin >= 0 && bin < BINS) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Outline of a ridge `width` by `height`, its base at y = 0, upwards negative. */
export function ridgePath(heights: readonly number[], width: number, height: number): string {
  const step = width / heights.length;
  const points = heights.map((share, bin) => `${fixed((bin + 0.5) * step)},${fixed(-share * height)}`);
  return `M0,0L${points.join("L")}L${fixed(width)},0Z`;
}

/** Round values between the two, in steps of 1, 2 or 5, at least two and about `count`. */
export function ticksOf(from: number, to: number, count: number): readonly number[] {
  const rough = (to - from) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(10)),
  );
}

function fixed(value: number): string {
  return value.toFixed(1);
}
