import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SeqNumber } from "./seq-number.ts";
import { seqNumbers } from "./testing/arbitraries.ts";

const LAST = SeqNumber.of(0xffff_ffff);
const ZERO = SeqNumber.of(0);

/** Any way to a number less than 2^31 ahead. */
const steps = fc.integer({ min: 1, max: 2 ** 31 - 1 });

describe("sequence numbers", () => {
  it("one after the last is zero, and comes after it", () => {
    expect(SeqNumber.add(LAST, 1)).toBe(ZERO);
    expect(SeqNumber.before(LAST, ZERO)).toBe(true);
    expect(SeqNumber.after(ZERO, LAST)).toBe(true);
    expect(SeqNumber.distance(LAST, ZERO)).toBe(1);
    expect(SeqNumber.distance(ZERO, LAST)).toBe(-1);
  });

  it("a number is neither before nor after itself", () => {
    expect(SeqNumber.before(LAST, LAST)).toBe(false);
    expect(SeqNumber.after(LAST, LAST)).toBe(false);
  });

  it("a window that wraps holds its first and last number and not the next", () => {
    expect(SeqNumber.inWindow(LAST, LAST, 2)).toBe(true);
    expect(SeqNumber.inWindow(ZERO, LAST, 2)).toBe(true);
    expect(SeqNumber.inWindow(SeqNumber.of(1), LAST, 2)).toBe(false);
    expect(SeqNumber.inWindow(LAST, LAST, 0)).toBe(false);
  });

  it("any step forward of less than 2^31 is after, and its distance is the step", () => {
    fc.assert(
      fc.property(seqNumbers, steps, (seq, step) => {
        const later = SeqNumber.add(seq, step);
        expect(SeqNumber.after(later, seq)).toBe(true);
        expect(SeqNumber.before(later, seq)).toBe(false);
        expect(SeqNumber.distance(seq, later)).toBe(step);
        expect(SeqNumber.add(later, -step)).toBe(seq);
      }),
    );
  });

  it("at exactly 2^31 apart each is before the other, as in Linux", () => {
    const opposite = SeqNumber.add(ZERO, 2 ** 31);
    expect(SeqNumber.before(ZERO, opposite)).toBe(true);
    expect(SeqNumber.before(opposite, ZERO)).toBe(true);
  });
});
