import type { RuleAction } from "@wirestage/trace";
import { beforeEach, describe, expect, it } from "vitest";
import { WireBench } from "../wire.fixture.ts";

let bench: WireBench;

beforeEach(() => {
  bench = new WireBench(10_000);
});

const LOSE: RuleAction = { do: "lose" };
const DUPLICATE: RuleAction = { do: "duplicate" };
const BY_RULE = { by: "rule", rule: "rule" };

describe("a rule that duplicates", () => {
  it("makes one copy of each, that arrives right behind it and is no frame for the same rule", () => {
    bench.set({ action: DUPLICATE });
    bench.sendSegments(2);
    bench.passUntil(1);
    expect(bench.told("frame.copied")).toMatchObject([
      { frame: 2, of: 1, by: BY_RULE, position: 0 },
      { frame: 4, of: 3, by: BY_RULE, position: 0 },
    ]);
    expect(bench.delivered).toEqual([1, 2, 3, 4]);
  });

  it("makes copies for the rules behind it, which see both", () => {
    bench.set({ id: "twice", action: DUPLICATE });
    bench.set({ pick: { of: "every", nth: 2 }, action: LOSE });
    bench.sendSegments(3);
    bench.passUntil(1);
    expect(bench.told("frame.lost").map(({ frame }) => frame)).toEqual([2, 4, 6]);
    expect(bench.delivered).toEqual([1, 3, 5]);
  });

  it("never sees what a rule before it loses", () => {
    bench.set({ action: LOSE });
    bench.set({ id: "twice", action: DUPLICATE });
    bench.sendSegments(3);
    bench.passUntil(1);
    expect(bench.frames).toBe(3);
  });
});

describe("sixteen rules that duplicate, one behind another", () => {
  it("fill the wire and no more", () => {
    bench = new WireBench(100);
    for (let n = 0; n < 16; n++) bench.set({ id: `rule-${n}`, action: DUPLICATE });
    bench.sendSegments(1);
    expect(bench.frames).toBe(100);
    bench.passUntil(1);
    expect(bench.delivered).toHaveLength(100);
    expect(bench.told("frame.lost")).toEqual([]);
  });
});
