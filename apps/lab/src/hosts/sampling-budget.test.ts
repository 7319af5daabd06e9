import { NS_PER_MS, NS_PER_S } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { SamplingBudget } from "./sampling-budget.ts";

/** How many of these moments the kernel was asked at. */
function asked(moments: readonly number[]): number {
  const budget = new SamplingBudget();
  return moments.filter((now) => budget.take(now)).length;
}

const every = (ns: number, count: number) => Array.from({ length: count }, (_, index) => index * ns);

describe("SamplingBudget", () => {
  it("allows every frame of a burst that a person may look at, and of any number at 200 a second", () => {
    expect(asked(every(0, 256))).toBe(256);
    expect(asked(every(5 * NS_PER_MS, 5_000))).toBe(5_000);
  });

  it("allows 200 a second of a bulk transfer at 50 000, beside the first burst", () => {
    const count = asked(every(NS_PER_S / 50_000, 100_000));
    expect(count).toBeGreaterThanOrEqual(655);
    expect(count).toBeLessThanOrEqual(657);
  });

  it("is full again after a rest", () => {
    const busy = every(1_000, 10_000);
    const later = every(0, 300).map((t) => t + 10 * NS_PER_S);
    expect(asked([...busy, ...later]) - asked(busy)).toBe(256);
  });
});
