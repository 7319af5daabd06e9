import { traceTime } from "@wirestage/trace";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FOLD_HEIGHT, FoldTable, TimeScale } from "./time-scale.ts";

const NS_PER_PIXEL = 1000;
const start = traceTime(500);

function scaleOf(
  gaps: readonly (readonly [number, number])[],
  t: number,
  idleSince: number | null = null,
): TimeScale {
  const table = new FoldTable(NS_PER_PIXEL);
  table.grow(
    start,
    gaps.map(([from, to]) => ({ from: traceTime(from), to: traceTime(to) })),
  );
  return new TimeScale(start, table, traceTime(t), idleSince === null ? null : traceTime(idleSince));
}

/** Alternating stretches of movement and of idleness, as a trace has them. */
const stretches = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: 5_000_000 })),
  {
    maxLength: 20,
  },
);

function gapsFrom(parts: readonly (readonly [number, number])[]): { gaps: [number, number][]; end: number } {
  const gaps: [number, number][] = [];
  let at = 500;
  for (const [busy, idle] of parts) {
    gaps.push([at + busy, at + busy + idle]);
    at += busy + idle;
  }
  return { gaps, end: at };
}

describe("TimeScale", () => {
  it("without gaps a pixel is always the same time, from the first drawn event on", () => {
    const scale = scaleOf([], 100_000);
    expect(scale.y(start)).toBe(0);
    expect(scale.y(traceTime(0))).toBe(0);
    expect(scale.y(traceTime(50_500))).toBe(50);
    expect(scale.t(50)).toBe(50_500);
  });

  it("a long gap takes the height of a fold, a short one its true height", () => {
    const scale = scaleOf(
      [
        [10_500, 20_500],
        [30_500, 9_030_500],
      ],
      9_040_500,
    );
    expect(scale.y(traceTime(20_500))).toBe(20);
    expect(scale.folds).toHaveLength(1);
    expect(scale.y(traceTime(9_030_500))).toBe(30 + FOLD_HEIGHT);
    expect(scale.y(traceTime(9_040_500))).toBe(40 + FOLD_HEIGHT);
  });

  it("the gap of the present grows like time up to a fold, and then stands", () => {
    const at = (t: number) => scaleOf([], t, 10_500).y(traceTime(t));
    expect(at(20_500)).toBe(20);
    expect(at(10_500 + FOLD_HEIGHT * NS_PER_PIXEL)).toBe(10 + FOLD_HEIGHT);
    expect(at(90_000_500)).toBe(10 + FOLD_HEIGHT);
  });

  it("when the gap of the present ends, nothing jumps", () => {
    const before = scaleOf([], 5_000_499, 10_500);
    const after = scaleOf([[10_500, 5_000_500]], 5_000_500);
    expect(after.y(traceTime(5_000_500))).toBe(before.y(traceTime(5_000_499)));
  });

  it("later is never higher, and pixels lead back to their time", () => {
    fc.assert(
      fc.property(
        stretches,
        fc.array(fc.nat(60_000_000), { minLength: 2, maxLength: 30 }),
        (parts, times) => {
          const { gaps, end } = gapsFrom(parts);
          const scale = scaleOf(gaps, end + 100_000);
          const sorted = times.map((t) => traceTime(500 + t)).sort((a, b) => a - b);
          for (const [at, t] of sorted.entries()) {
            expect(scale.y(t)).toBeGreaterThanOrEqual(scale.y(sorted[at - 1] ?? start));
            expect(Math.abs(scale.t(scale.y(t)) - t)).toBeLessThanOrEqual(2);
          }
        },
      ),
    );
  });

  it("what happens later moves nothing that is drawn", () => {
    fc.assert(
      fc.property(stretches, (parts) => {
        const { gaps, end } = gapsFrom(parts);
        const whole = scaleOf(gaps, end);
        for (const [count, [, to]] of gaps.entries()) {
          const then = scaleOf(gaps.slice(0, count + 1), to);
          expect(then.y(traceTime(to))).toBe(whole.y(traceTime(to)));
        }
      }),
    );
  });
});
