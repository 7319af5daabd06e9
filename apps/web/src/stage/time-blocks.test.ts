import { traceTime } from "@wirestage/trace";
import fc from "fast-check";
import { expect, it } from "vitest";
import { TimeBlocks } from "./time-blocks.ts";

interface Thing {
  readonly from: number;
  readonly to: number | null;
}

const lastingOf = ({ from, to }: Thing) => ({
  from: traceTime(from),
  to: to === null ? null : traceTime(to),
});
const lasts = ({ from, to }: Thing, begin: number, end: number) =>
  from <= end && (to === null || to >= begin);

const time = fc.integer({ min: 0, max: 1_000 });
const things = fc
  .array(fc.tuple(time, fc.option(fc.integer({ min: 0, max: 40 }), { freq: 200 })), { maxLength: 700 })
  .map((found) =>
    found
      .map(([from, length]): Thing => ({ from, to: length === null ? null : from + length }))
      .sort((a, b) => a.from - b.from),
  );

it("gives all that lasted, in order, while things come, end and are asked for at any time", () => {
  fc.assert(
    fc.property(things, time, fc.integer({ min: 0, max: 100 }), (all, begin, length) => {
      const end = begin + length;
      // They come one by one, and each is over only when the next has come.
      const items: Thing[] = [];
      const blocks = new TimeBlocks(items, lastingOf);
      for (const [at, thing] of all.entries()) {
        items.push({ ...thing, to: null });
        const before = all[at - 1];
        if (before) items[at - 1] = before;
        if (at % 97 === 0) Array.from(blocks.around(traceTime(begin), traceTime(end)));
      }
      const found = Array.from(blocks.around(traceTime(begin), traceTime(end)));
      const wanted = items.filter((thing) => lasts(thing, begin, end));
      expect(found.filter((thing) => lasts(thing, begin, end))).toEqual(wanted);
    }),
  );
});

it("looks at few of very many things that are over", () => {
  let looked = 0;
  const items = Array.from({ length: 100_000 }, (_, at) => ({ from: at, to: at + 5 }));
  const blocks = new TimeBlocks(items, (item) => {
    looked += 1;
    return lastingOf(item);
  });
  const ask = () => Array.from(blocks.around(traceTime(60_000), traceTime(60_010)));
  ask();
  looked = 0;
  expect(ask().filter((item) => lasts(item, 60_000, 60_010))).toHaveLength(16);
  expect(looked).toBeLessThan(100);
});
