import fc from "fast-check";
import { expect, it } from "vitest";
import { SpinBudget } from "./spin-budget.ts";

it("of whatever is wanted in whatever order, 5 % of the time and 5 ms are waited busily at most", () => {
  const wishes = fc.array(fc.tuple(fc.nat(120_000), fc.nat(200_000)), { maxLength: 400 });
  fc.assert(
    fc.property(wishes, (each) => {
      let now = 0n;
      let spent = 0;
      const budget = new SpinBudget(() => now);
      for (const [wantedNs, restNs] of each) {
        now += BigInt(restNs);
        if (!budget.affords(wantedNs)) continue;
        now += BigInt(wantedNs);
        budget.spend(wantedNs);
        spent += wantedNs;
      }
      expect(spent).toBeLessThanOrEqual(5_000_000 + Number(now) * 0.05 + 1);
    }),
  );
});

it("affords a burst after a rest, nothing right after it, and a wait again after twenty times as long", () => {
  let now = 0n;
  const budget = new SpinBudget(() => now);
  expect([budget.affords(5_000_000), budget.affords(5_000_001)]).toEqual([true, false]);
  budget.spend(5_000_000);
  expect(budget.affords(100_000)).toBe(false);
  now += 2_000_000n;
  expect([budget.affords(100_000), budget.affords(100_001)]).toEqual([true, false]);
});
