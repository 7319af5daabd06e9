import { beforeEach, describe, expect, it } from "vitest";
import { WireBench } from "../wire.fixture.ts";

let bench: WireBench;

beforeEach(() => {
  bench = new WireBench(10_000);
});

const BY_RULE = { by: "rule", rule: "rule" };

describe("a rule that reorders", () => {
  beforeEach(() => bench.wire.setDelay("client", 100));

  it("lets the next frame pass in the middle; the first goes on right behind it", () => {
    bench.set({ pick: { of: "next", count: 1 }, action: { do: "reorder", waitNs: 1_000 } });
    bench.sendSegments(1);
    bench.passUntil(30);
    bench.sendSegments(1);
    bench.passUntil(1_000);
    expect(bench.told("frame.held")).toMatchObject([{ frame: 1, position: 0.5, by: BY_RULE }]);
    expect(bench.told("frame.released")).toMatchObject([{ frame: 1, by: BY_RULE, due: 130 }]);
    expect(bench.delivered).toEqual([2, 1]);
  });

  it("lets the frame go on by itself when no other comes", () => {
    bench.set({ action: { do: "reorder", waitNs: 1_000 } });
    bench.sendSegments(1);
    bench.passUntil(1_049);
    expect(bench.told("frame.released")).toEqual([]);
    bench.passUntil(1_050);
    expect(bench.told("frame.released")).toMatchObject([{ by: BY_RULE, due: 1_100 }]);
    bench.passUntil(1_100);
    expect(bench.delivered).toEqual([1]);
  });

  it("of all frames swaps each pair", () => {
    bench.set({ action: { do: "reorder", waitNs: 1_000 } });
    for (let n = 0; n < 6; n++) {
      bench.passUntil(n * 10);
      bench.sendSegments(1);
    }
    bench.passUntil(10_000);
    expect(bench.delivered).toEqual([2, 1, 4, 3, 6, 5]);
  });

  it("swaps frames that are sent at once over a cable that takes no time", () => {
    bench.wire.setDelay("client", 0);
    bench.set({ pick: { of: "every", nth: 3 }, action: { do: "reorder", waitNs: 1_000 } });
    bench.sendSegments(7);
    bench.passUntil(0);
    expect(bench.delivered).toEqual([1, 2, 4, 3, 5, 7, 6]);
  });

  it("leaves the frame to whoever holds it: it goes on by itself no more", () => {
    bench.set({ pick: { of: "next", count: 1 }, action: { do: "reorder", waitNs: 1_000 } });
    bench.sendSegments(1);
    bench.passUntil(60);
    bench.wire.hands.hold(1);
    bench.sendSegments(1);
    bench.passUntil(5_000);
    expect(bench.delivered).toEqual([2]);
    bench.wire.hands.release(1);
    bench.passUntil(6_000);
    expect(bench.delivered).toEqual([2, 1]);
  });

  it("takes what a kernel repeats meanwhile for the next frame", () => {
    bench.set({ pick: { of: "next", count: 1 }, action: { do: "reorder", waitNs: 1_000 } });
    bench.sendSegments(1);
    bench.passUntil(60);
    bench.sendSegments(1);
    bench.passUntil(5_000);
    expect(bench.delivered).toEqual([2, 1]);
  });
});
