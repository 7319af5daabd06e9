import type { RuleAction } from "@wirestage/trace";
import { beforeEach, describe, expect, it } from "vitest";
import { WireBench } from "../wire.fixture.ts";

let bench: WireBench;

beforeEach(() => {
  bench = new WireBench(10_000);
});

const BY_RULE = { by: "rule", rule: "rule" };

function delay(delayNs: number, jitterNs = 0, keepsOrder = false): RuleAction {
  return { do: "delay", delayNs, jitterNs, keepsOrder };
}

describe("a rule that delays", () => {
  it("lets a frame arrive so much later, and says so while it is still at its sender", () => {
    bench.wire.setDelay("client", 100);
    bench.set({ action: delay(50) });
    bench.sendSegments(1);
    expect(bench.facts.slice(-2)).toMatchObject([
      { kind: "frame.sent", due: 100 },
      { kind: "frame.rescheduled", by: BY_RULE, position: 0, due: 150 },
    ]);
    bench.passUntil(149);
    expect(bench.delivered).toEqual([]);
    bench.passUntil(150);
    expect(bench.delivered).toEqual([1]);
  });

  it("with jitter spreads it evenly from delay − jitter to delay + jitter", () => {
    bench.set({ action: delay(1_000, 500) });
    bench.sendSegments(4_000);
    const delays = bench.told("frame.rescheduled").map(({ due }) => due);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...delays)).toBeLessThanOrEqual(1_500);
    const quarters = [0, 1, 2, 3].map(
      (quarter) => delays.filter((due) => Math.floor((due - 500) / 250.01) === quarter).length,
    );
    for (const count of quarters) expect(Math.abs(count - 1_000)).toBeLessThan(100);
  });

  it("never lets a frame arrive sooner than the cable would", () => {
    bench.wire.setDelay("client", 100);
    bench.set({ action: delay(0, 50) });
    bench.sendSegments(500);
    expect(Math.min(...bench.told("frame.rescheduled").map(({ due }) => due))).toBeGreaterThan(100);
  });

  it("lets frames overtake each other, unless it keeps their order", () => {
    const arrivals = (keepsOrder: boolean) => {
      bench = new WireBench(1000);
      bench.set({ action: delay(0, 1_000, keepsOrder) });
      for (let n = 0; n < 100; n++) {
        bench.passUntil(n * 10);
        bench.sendSegments(1);
      }
      bench.passUntil(10_000);
      return bench.delivered;
    };
    const inOrder = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(arrivals(true)).toEqual(inOrder);
    expect(arrivals(false)).not.toEqual(inOrder);
    expect(arrivals(false).toSorted((a, b) => a - b)).toEqual(inOrder);
  });

  it.each([
    ["removed", () => bench.wire.rules.remove("rule"), 100],
    ["replaced by a shorter one", () => bench.set({ action: delay(30, 0, true) }), 100],
    ["replaced by a longer one", () => bench.set({ action: delay(200, 0, true) }), 220],
  ])(
    "that keeps the order of frames and is %s: later frames come behind those that it delayed",
    (_, end, due) => {
      bench.set({ action: delay(100, 0, true) });
      bench.sendSegments(1);
      bench.passUntil(20);
      end();
      bench.sendSegments(1);
      bench.passUntil(due - 1);
      expect(bench.delivered).toEqual(due > 100 ? [1] : []);
      bench.passUntil(due);
      expect(bench.delivered).toEqual([1, 2]);
    },
  );

  it("that is over while frames keep coming concerns none that come after its last", () => {
    bench.set({ action: delay(100, 0, true) });
    bench.sendSegments(1);
    bench.wire.rules.remove("rule");
    for (let t = 0; t <= 100; t += 10) {
      bench.passUntil(t);
      bench.sendSegments(1);
    }
    bench.passUntil(101);
    bench.sendSegments(1);
    bench.passUntil(101);
    expect(bench.delivered).toHaveLength(13);
    expect(bench.delivered).toEqual(bench.delivered.toSorted((a, b) => a - b));
  });

  it("that keeps the order of frames lets none overtake the one that it was spent on", () => {
    bench.set({ pick: { of: "next", count: 1 }, action: delay(100, 0, true) });
    bench.sendSegments(1);
    bench.passUntil(20);
    bench.sendSegments(2);
    bench.passUntil(99);
    expect(bench.delivered).toEqual([]);
    bench.passUntil(100);
    expect(bench.delivered).toEqual([1, 2, 3]);
    bench.passUntil(101);
    bench.sendSegments(1);
    bench.passUntil(102);
    expect(bench.delivered).toEqual([1, 2, 3, 4]);
  });
});
