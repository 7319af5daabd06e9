import type { TimedMethod } from "@wirestage/protocol";
import { describe, expect, it } from "vitest";
import { nsText } from "./numbers.ts";
import { ridgePath, ridgesOf, ticksOf } from "./ridge.ts";
import { medianInterval, quantile } from "./statistics.ts";

function timed(...rows: readonly (readonly number[])[]): TimedMethod {
  const timings = rows.map((nanoseconds, index) => ({ agreeing: index, nanoseconds: [...nanoseconds] }));
  return { method: "buffer-equals", batch: 1, clockStepNs: 1, timings };
}

describe("distributions", () => {
  it("two rows far apart: one axis for both, each with its peak at its median", () => {
    const drawn = ridgesOf(timed([9, 10, 10, 10, 11], [99, 100, 100, 100, 101]));
    expect(drawn?.ridges.map(({ medianNs }) => medianNs)).toEqual([10, 100]);
    const [left, right] = drawn?.ridges.map(({ heights }) => heights.indexOf(1)) ?? [];
    expect(left).toBeLessThan(10);
    expect(right).toBeGreaterThan(46);
  });

  it("one batch a hundred times slower: outside of the axis, and counted", () => {
    const usual = Array.from({ length: 200 }, (_, index) => 100 + (index % 10));
    const drawn = ridgesOf(timed([...usual, 10_000]));
    expect(drawn?.outside).toBe(1);
    expect(drawn?.toNs).toBeLessThan(150);
  });

  it("all batches the same: there still is an axis", () => {
    const drawn = ridgesOf(timed([5, 5, 5]));
    expect(drawn?.outside).toBe(0);
    expect(drawn?.ridges[0]?.heights).toContain(1);
  });

  it("nothing measured: nothing to draw", () => {
    expect(ridgesOf(timed([], []))).toBeNull();
  });

  it("a ridge goes from its base at the left to its base at the right", () => {
    expect(ridgePath([0, 1], 10, 20)).toBe("M0,0L2.5,0.0L7.5,-20.0L10.0,0Z");
  });

  it.each([
    [3, 131, [50, 100]],
    [46, 61, [50, 55, 60]],
    [0.1, 0.9, [0.2, 0.4, 0.6, 0.8]],
  ])("ticks between %d and %d are round", (from, to, ticks) => {
    expect(ticksOf(from, to, 4)).toEqual(ticks);
  });
});

describe("numbers", () => {
  it("a quantile between two values lies between them in proportion", () => {
    expect(quantile([0, 10], 0.25)).toBe(2.5);
  });

  it("the interval of a median: wider for few values than for many, around the middle", () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => index / count);
    const few = medianInterval(values(40));
    const many = medianInterval(values(4_000));
    if (few === null || many === null) throw new Error("no interval");
    expect(few.high - few.low).toBeGreaterThan(5 * (many.high - many.low));
    expect(many.low).toBeLessThan(0.5);
    expect(many.high).toBeGreaterThan(0.5);
  });

  it.each([
    [0.043, "0.04"],
    [3.72, "3.7"],
    [118.4, "118"],
    [-0.5, "−0.50"],
    [-0.001, "0.00"],
  ])("%d ns as text", (ns, text) => {
    expect(nsText(ns)).toBe(text);
  });
});
