import { NS_PER_MS, NS_PER_S, traceTime } from "@wirestage/trace";
import { expect, it } from "vitest";
import { ticks } from "./ticks.ts";
import { FoldTable, TimeScale } from "./time-scale.ts";

/** Texts of the lines of 400 pixels from `from` on. */
function textsAt(from: number, nsPerPixel: number): string[] {
  const scale = new TimeScale(traceTime(0), new FoldTable(nsPerPixel), traceTime(from), null);
  const top = from / nsPerPixel;
  return ticks(scale, top, top + 400).map(({ text }) => text.replace("\u202f", " "));
}

it("lines after the first minute are told apart however near they are", () => {
  expect(textsAt(61 * NS_PER_S, 5 * NS_PER_MS).slice(0, 3)).toEqual(["61.0 s", "61.5 s", "62.0 s"]);
  expect(textsAt(61 * NS_PER_S, 10_000).slice(0, 3)).toEqual(["61.000 s", "61.001 s", "61.002 s"]);
});

it.each([10, 1_000, 30_000, NS_PER_MS, 40 * NS_PER_MS])(
  "no two lines at %i ns a pixel read the same",
  (nsPerPixel) => {
    for (const from of [0, 990 * NS_PER_MS, 59.95 * NS_PER_S, 125 * NS_PER_S]) {
      const texts = textsAt(from, nsPerPixel);
      expect(texts.length).toBeGreaterThan(2);
      expect(new Set(texts).size).toBe(texts.length);
    }
  },
);

it("the first line is zero seconds, and each has the unit that suits it", () => {
  expect(textsAt(0, 5 * NS_PER_MS).slice(0, 4)).toEqual(["0 s", "500 ms", "1.0 s", "1.5 s"]);
});

it("lines around a fold have as many digits as the one that needs most", () => {
  const table = new FoldTable(10_000);
  const fold = { from: traceTime(1_000_500_000), to: traceTime(30 * NS_PER_S - 300_000) };
  table.grow(traceTime(0), [fold]);
  const scale = new TimeScale(traceTime(0), table, traceTime(31 * NS_PER_S), null);
  const top = scale.y(fold.from) - 60;
  const texts = ticks(scale, top, scale.y(fold.to) + 60).map(({ text }) => text.replace("\u202f", " "));
  expect(texts).toEqual(["1 s", "30 s"]);
});

it("between many folds there are lines, and none within a fold", () => {
  const table = new FoldTable(NS_PER_MS);
  const gaps = Array.from({ length: 20_000 }, (_, at) => ({
    from: traceTime(at * NS_PER_S + 200 * NS_PER_MS),
    to: traceTime(at * NS_PER_S + 900 * NS_PER_MS),
  }));
  table.grow(traceTime(0), gaps);
  const scale = new TimeScale(traceTime(0), table, traceTime(20_000 * NS_PER_S), null);
  const bottom = scale.y(traceTime(20_000 * NS_PER_S));
  const found = ticks(scale, bottom - 2_000, bottom);
  expect(found.length).toBeGreaterThan(3);
  const folded = found.filter(({ t }) => scale.folds.some(({ from, to }) => from < t && t < to));
  expect(folded).toEqual([]);
});
