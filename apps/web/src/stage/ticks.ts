import { NS_PER_MS, NS_PER_S, NS_PER_US, type TraceTime, traceTime } from "@wirestage/trace";
import type { Fold, TimeScale } from "./time-scale.ts";

const SPACING = 64;

/** A line of the time axis. */
export interface Tick {
  readonly t: TraceTime;
  readonly y: number;
  /** Its time: as many digits as the line with the same unit that needs most. */
  readonly text: string;
}

const UNITS = [
  { ns: NS_PER_S, name: "s" },
  { ns: NS_PER_MS, name: "ms" },
  { ns: NS_PER_US, name: "µs" },
] as const;
const NANOSECONDS = { ns: 1, name: "ns" } as const;

type Unit = (typeof UNITS)[number] | typeof NANOSECONDS;

function unitOf(t: TraceTime): Unit {
  return t === 0 ? UNITS[0] : (UNITS.find(({ ns }) => t >= ns) ?? NANOSECONDS);
}

/** How many digits after the point say `t` to the nanosecond. */
function digitsOf(t: TraceTime, { ns }: Unit): number {
  let digits = 0;
  for (let rest = t % ns; rest !== 0; rest %= ns / 10 ** digits) digits++;
  return digits;
}

/** `61.5\u202fs`: lines with one unit have equally many digits, also where a fold stands between them. */
function withTexts(lines: readonly Omit<Tick, "text">[]): Tick[] {
  const digits = new Map<Unit, number>();
  for (const { t } of lines) {
    const unit = unitOf(t);
    digits.set(unit, Math.max(digits.get(unit) ?? 0, digitsOf(t, unit)));
  }
  return lines.map((line) => {
    const { t } = line;
    const unit = unitOf(t);
    const number = (t / unit.ns).toFixed(t === 0 ? 0 : digits.get(unit));
    return { ...line, text: `${number}\u202f${unit.name}` };
  });
}

/** The smallest of 1, 2, 5 × 10ⁿ ns that is at least `ns`. */
export function stepOf(ns: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, ns)));
  const factor = [1, 2, 5, 10].find((each) => each * power >= ns) ?? 10;
  return factor * power;
}

/** The last fold that begins before `at`. They stand in order, and a long trace has tens of thousands. */
function lastBefore(folds: readonly Fold[], at: number, startOf: (fold: Fold) => number): Fold | undefined {
  let low = 0;
  let high = folds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const fold = folds[middle];
    if (fold && startOf(fold) < at) low = middle + 1;
    else high = middle;
  }
  return folds[low - 1];
}

/** Round times between two heights, far enough apart to be read; none inside of a fold. */
export function ticks(scale: TimeScale, top: number, bottom: number): Tick[] {
  const step = stepOf(SPACING * scale.nsPerPixel);
  const found: Omit<Tick, "text">[] = [];
  let y = Math.max(0, top);
  while (y <= bottom) {
    const fold = lastBefore(scale.folds, y, (each) => each.y0);
    if (fold && y < fold.y1) {
      y = fold.y1;
      continue;
    }
    const t = traceTime(Math.ceil(scale.t(y) / step) * step);
    const next = lastBefore(scale.folds, t, (each) => each.from);
    if (next && t < next.to) {
      y = Math.max(next.y1, y + 1);
      continue;
    }
    const at = scale.y(t);
    if (at > bottom) break;
    found.push({ t, y: at });
    y = at + 1;
  }
  return withTexts(found);
}
