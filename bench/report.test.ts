import { expect, test } from "vitest";
import { percentile } from "./report.ts";

test("the median of unsorted samples is the middle one", () => {
  expect(percentile([9, 1, 5], 0.5)).toBe(5);
});

test("the 99th percentile of few samples is the largest", () => {
  expect(percentile([1, 2, 3], 0.99)).toBe(3);
});

test("no samples have no percentile", () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});
