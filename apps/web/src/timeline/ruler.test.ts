import { NS_PER_MS, NS_PER_S, traceTime } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { rulerEnd, rulerMarks, rulerStep } from "./ruler.ts";

const s = (value: number) => traceTime(Math.round(value * NS_PER_S));

describe("the ruler's end", () => {
  it("is round, after the newest moment, and at least 5 s", () => {
    expect([0, 1, 4.8, 5, 9, 16, 70, 601].map((now) => rulerEnd(s(now)) / NS_PER_S)).toEqual([
      5, 5, 5, 7.5, 10, 20, 75, 750,
    ]);
  });

  it("of a finished trace is right after its end", () => {
    expect([0.02, 5, 601].map((now) => rulerEnd(s(now), true) / NS_PER_S)).toEqual([0.0206, 5.15, 619.03]);
  });

  it("never moves back, leaves room, and uses at least half of the ruler", () => {
    let before = 0;
    for (let now = 5; now < 5_000; now *= 1.01) {
      const end = rulerEnd(s(now)) / NS_PER_S;
      expect(end).toBeGreaterThanOrEqual(before);
      expect(now / end).toBeLessThan(0.98);
      expect(now / end).toBeGreaterThan(0.5);
      before = end;
    }
  });
});

describe("the ruler's marks", () => {
  it("are 1, 2 or 5 times a power of ten apart, and never closer than asked", () => {
    for (let span = NS_PER_MS; span < 1_000 * NS_PER_S; span *= 1.3) {
      const step = rulerStep(span, 800, 60);
      expect((step / span) * 800).toBeGreaterThanOrEqual(60);
      expect(String(step / 10 ** Math.floor(Math.log10(step)))).toMatch(/^(1|2|5)$/);
    }
  });

  it("carry as many digits as the step needs", () => {
    expect(rulerMarks(0, s(5), NS_PER_S).map((mark) => mark.text)).toEqual([
      "0\u202fs",
      "1\u202fs",
      "2\u202fs",
      "3\u202fs",
      "4\u202fs",
      "5\u202fs",
    ]);
    expect(rulerMarks(0, s(1), NS_PER_S / 2).map((mark) => mark.text)).toEqual([
      "0.0\u202fs",
      "0.5\u202fs",
      "1.0\u202fs",
    ]);
    expect(rulerMarks(0, 40 * NS_PER_MS, 20 * NS_PER_MS).map((mark) => mark.text)).toEqual([
      "0\u202fms",
      "20\u202fms",
      "40\u202fms",
    ]);
  });

  it("begin at the first round time of the stretch", () => {
    expect(rulerMarks(s(12.2), s(14), NS_PER_S).map((mark) => mark.t)).toEqual([s(13), s(14)]);
    expect(rulerMarks(s(12.2), s(12.7), NS_PER_S)).toEqual([]);
  });
});
