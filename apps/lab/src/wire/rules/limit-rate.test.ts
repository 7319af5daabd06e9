import type { RuleAction } from "@wirestage/trace";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { WireBench } from "../wire.fixture.ts";

let bench: WireBench;

beforeEach(() => {
  bench = new WireBench(10_000);
});

const BY_RULE = { by: "rule", rule: "rule" };

describe("a rule that limits the rate", () => {
  const limit = (bitsPerSecond: number, queueBytes: number): RuleAction => ({
    do: "limit-rate",
    bitsPerSecond,
    queueBytes,
  });
  /** 100 bytes at 8 kbit/s leave in 100 ms. */
  const hundred = () => bench.sendSegment("client", 46);
  const MS = 1_000_000;

  it("lets frames leave one after another, each in the time that its bits take", () => {
    bench.wire.setDelay("client", 5 * MS);
    bench.set({ action: limit(8_000, 1_514) });
    for (let n = 0; n < 3; n++) hundred();
    expect(bench.told("frame.rescheduled").map(({ due }) => due)).toEqual([105 * MS, 205 * MS, 305 * MS]);
  });

  it("loses frames for which the queue has no room, exactly", () => {
    bench.set({ action: limit(8_000, 1_514) });
    for (let n = 0; n < 20; n++) hundred();
    expect(bench.told("frame.lost")).toHaveLength(5);
    expect(bench.told("frame.lost")).toMatchObject(Array(5).fill({ by: BY_RULE, position: 0 }));
    bench.passUntil(100 * MS);
    hundred();
    hundred();
    expect(bench.told("frame.lost")).toHaveLength(6);
  });

  it("of each direction has a queue of its own", () => {
    bench.set({ action: limit(8_000, 1_514) });
    hundred();
    bench.sendSegment("server", 46);
    expect(bench.told("frame.rescheduled").map(({ due }) => due)).toEqual([100 * MS, 100 * MS]);
  });

  it("carries no more than its rate, whatever is sent", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.nat(300), length: fc.nat(1_400) }), { maxLength: 60 }),
        (all) => {
          bench = new WireBench(1000);
          bench.set({ action: limit(1_000_000, 8_000) });
          const starts: { at: number; bytes: number }[] = [];
          for (const { wait, length } of all) {
            bench.passUntil(bench.now + wait * 10_000);
            bench.sendSegment("client", length);
            const told = bench.facts.at(-1);
            if (told?.kind === "frame.rescheduled") starts.push({ at: told.due, bytes: 54 + length });
          }
          for (const [index, { at, bytes }] of starts.entries()) {
            const before = starts[index - 1]?.at ?? 0;
            expect(at - before).toBeGreaterThanOrEqual(bytes * 8_000);
          }
        },
      ),
    );
  });
});
