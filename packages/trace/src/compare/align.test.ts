import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { align } from "./align.ts";

const names = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });

/** Length of the longest common subsequence, the slow and plain way. */
function longest(left: readonly string[], right: readonly string[]): number {
  const [l, ...ls] = left;
  const [r, ...rs] = right;
  if (l === undefined || r === undefined) return 0;
  if (l === r) return 1 + longest(ls, rs);
  return Math.max(longest(ls, right), longest(left, rs));
}

describe("two sequences", () => {
  it("that are the same belong together from end to end", () => {
    fc.assert(
      fc.property(names, (list) => {
        expect(align(list, list)).toEqual(list.map((_, at) => [at, at]));
      }),
    );
  });

  it("are matched where they are equal, in order, and as often as can be", () => {
    fc.assert(
      fc.property(names, names, (left, right) => {
        const pairs = align(left, right);
        for (const [l, r] of pairs) expect(left[l]).toBe(right[r]);
        for (const [at, [l, r]] of pairs.entries()) {
          const [nextL, nextR] = pairs[at + 1] ?? [l + 1, r + 1];
          expect(nextL > l && nextR > r).toBe(true);
        }
        expect(pairs).toHaveLength(longest(left, right));
      }),
      { numRuns: 300 },
    );
  });

  it("of many thousands that share nothing are given up soon", { timeout: 2_000 }, () => {
    const left = Array.from({ length: 50_000 }, (_, at) => `l${at}`);
    const right = Array.from({ length: 50_000 }, (_, at) => `r${at}`);
    expect(align(["same", ...left, "end"], ["same", ...right, "end"])).toEqual([
      [0, 0],
      [50_001, 50_001],
    ]);
  });
});
