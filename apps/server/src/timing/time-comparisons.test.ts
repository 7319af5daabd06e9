import { AGREEING_BYTES } from "@wirestage/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMPARISONS } from "./comparisons.ts";
import { timePythonComparisons } from "./python-comparisons.ts";
import { timeComparisons, writeWrongAnswer } from "./time-comparisons.ts";

/** Every reading is 100 ns after the one before; the draw is always the highest. */
function slowMachine() {
  let now = 0n;
  const clock = () => {
    now += 100n;
    return now;
  };
  return { clock, random: (limit: number) => limit - 1 };
}

describe("timing comparisons", () => {
  it("three rounds: three batches of each method for each number of agreeing bytes", () => {
    const timed = timeComparisons(slowMachine(), { rounds: 3, batchNs: 100, budgetNs: 1e9 });
    expect(timed.map(({ method }) => method)).toEqual([
      "stops-at-difference",
      "buffer-equals",
      "timing-safe-equal",
    ]);
    for (const { timings, batch, clockStepNs } of timed) {
      expect(timings.map(({ agreeing, nanoseconds }) => [agreeing, nanoseconds.length])).toEqual(
        AGREEING_BYTES.map((agreeing) => [agreeing, 3]),
      );
      // Each batch lies between two readings, 100 ns apart.
      expect(timings[0]?.nanoseconds[0]).toBeCloseTo(100 / batch, 3);
      expect(clockStepNs).toBe(100);
    }
  });

  it("no time left: no round is begun", () => {
    const timed = timeComparisons(slowMachine(), { rounds: 3, batchNs: 100, budgetNs: 0 });
    expect(timed.flatMap(({ timings }) => timings.flatMap(({ nanoseconds }) => nanoseconds))).toEqual([]);
  });

  it("a wrong answer agrees in as many bytes as it should, and in no more", () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom(...AGREEING_BYTES),
        fc.infiniteStream(fc.nat()),
        (own, agreeing, draws) => {
          const right = Buffer.from(own);
          const answer = Buffer.alloc(32);
          writeWrongAnswer(answer, right, agreeing, (limit) => draws.next().value % limit);
          expect(answer.subarray(0, agreeing)).toEqual(right.subarray(0, agreeing));
          expect(answer[agreeing]).not.toBe(right[agreeing]);
        },
      ),
    );
  });

  it.each(COMPARISONS)("$method: counts how often the two are equal", ({ repeat }) => {
    const right = Buffer.from("0123456789abcdef0123456789abcdef");
    const wrong = Buffer.from("0123456789abcdef0123456789abcdeF");
    expect(repeat(right, Buffer.from(right), 5)).toBe(5);
    expect(repeat(right, wrong, 5)).toBe(0);
  });
});

describe("timing the comparisons of Python", () => {
  it("there is no such command: null", () => {
    const extent = { rounds: 1, batchNs: 1_000, budgetNs: 1e6 };
    expect(timePythonComparisons("/nowhere/python3", extent)).toBeNull();
  });

  it("a command that is no Python: null", () => {
    const extent = { rounds: 1, batchNs: 1_000, budgetNs: 1e6 };
    expect(timePythonComparisons("true", extent)).toBeNull();
  });
});
