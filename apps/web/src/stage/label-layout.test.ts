import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LabelWish, layoutLabels } from "./label-layout.ts";

const wish = (id: number, y: number, change: Partial<LabelWish> = {}): LabelWish => ({
  id,
  x: 100,
  y,
  width: 60,
  height: 20,
  rank: 1,
  ...change,
});

const wishes = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 300 }),
      width: fc.integer({ min: 10, max: 150 }),
      height: fc.integer({ min: 10, max: 40 }),
      rank: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 40 },
  )
  .map((all) => all.map((each, id) => ({ ...each, id })));

function overlap(a: LabelWish, ay: number, b: LabelWish, by: number): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(ay - by) < (a.height + b.height) / 2;
}

describe("layoutLabels", () => {
  it("labels that do not meet stand where they want to", () => {
    const places = layoutLabels([wish(1, 50), wish(2, 50, { x: 300 }), wish(3, 90)], 30);
    expect([...places]).toEqual(
      expect.arrayContaining([
        [1, 50],
        [2, 50],
        [3, 90],
      ]),
    );
  });

  it("of two that meet, the one of lower rank stays and the other makes way", () => {
    const places = layoutLabels([wish(1, 50, { rank: 2 }), wish(2, 52, { rank: 1 })], 30);
    expect(places.get(2)).toBe(52);
    expect(places.get(1)).toBe(29);
  });

  it("a label that would have to go too far is left out", () => {
    const places = layoutLabels([wish(1, 50), wish(2, 50), wish(3, 50), wish(4, 50)], 24);
    expect(places.size).toBe(3);
    expect(places.has(4)).toBe(false);
  });

  it("at the upper end a label moves down from among the hosts' names, or is left out", () => {
    const places = layoutLabels([wish(1, 4), wish(2, 4), wish(3, 4), wish(4, -60)], 26);
    expect(places.get(1)).toBe(4);
    expect(places.get(2)).toBe(27);
    expect(places.has(3)).toBe(false);
    expect(places.has(4)).toBe(false);
  });

  it("no two labels overlap, and none goes farther than allowed", () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const placed = [...layoutLabels(all, 34)].flatMap(([id, y]) => {
          const found = all[id];
          return found ? [{ each: found, y }] : [];
        });
        for (const [at, a] of placed.entries()) {
          expect(Math.abs(a.y - a.each.y)).toBeLessThanOrEqual(34);
          for (const b of placed.slice(at + 1)) expect(overlap(a.each, a.y, b.each, b.y)).toBe(false);
        }
      }),
    );
  });

  it("the order in which labels are told does not matter", () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const there = [...layoutLabels(all, 34)].sort(([a], [b]) => a - b);
        const back = [...layoutLabels([...all].reverse(), 34)].sort(([a], [b]) => a - b);
        expect(back).toEqual(there);
      }),
    );
  });
});
