import { LIMITS } from "@wirestage/protocol";
import type { RuleAction, RulePick, WireRule } from "@wirestage/trace";
import { beforeEach, describe, expect, it } from "vitest";
import { codeOf, segment, WireBench } from "./wire.fixture.ts";

let bench: WireBench;

beforeEach(() => {
  bench = new WireBench(10_000);
});

const LOSE: RuleAction = { do: "lose" };
const HOLD: RuleAction = { do: "hold" };
const DUPLICATE: RuleAction = { do: "duplicate" };
const BY_RULE = { by: "rule", rule: "rule" };

function delay(delayNs: number, jitterNs = 0, keepsOrder = false): RuleAction {
  return { do: "delay", delayNs, jitterNs, keepsOrder };
}

describe("what a rule is applied to", () => {
  const applied = (pick: RulePick): number[] => {
    bench.set({ pick, action: LOSE });
    bench.sendSegments(10);
    bench.passUntil(1);
    return bench.told("frame.lost").map(({ frame }) => frame);
  };

  it("all frames", () => {
    expect(applied({ of: "all" })).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("the next 3, and then the rule is spent and gone", () => {
    expect(applied({ of: "next", count: 3 })).toEqual([1, 2, 3]);
    expect(bench.told("rule.removed")).toEqual([{ kind: "rule.removed", id: "rule", why: "spent" }]);
    expect(codeOf(() => bench.wire.rules.remove("rule"))).toBe("rule_not_found");
  });

  it("every third, counted over both directions from when it was set", () => {
    bench.sendSegments(2);
    bench.set({ pick: { of: "every", nth: 3 }, action: LOSE });
    bench.sendSegments(4, "client");
    bench.sendSegments(4, "server");
    bench.passUntil(1);
    expect(bench.told("frame.lost").map(({ frame }) => frame)).toEqual([5, 8]);
  });

  it("a share, drawn from the seed: of 10 000 frames, 20 % ± 1.2 % (three standard deviations)", () => {
    bench.set({ pick: { of: "share", percent: 20 }, action: LOSE });
    const bytes = segment(1, 10);
    for (let n = 0; n < 10_000; n++) bench.send("client", bytes);
    bench.passUntil(1);
    const lost = bench.told("frame.lost").length;
    expect(lost).toBeGreaterThan(1_880);
    expect(lost).toBeLessThan(2_120);
  });

  it("frames of one host only", () => {
    bench.set({ host: "server", action: LOSE });
    bench.sendSegments(2, "client");
    bench.sendSegments(2, "server");
    bench.passUntil(1);
    expect(bench.delivered).toEqual([1, 2]);
  });

  it("frames that its filter lets through, and only they are counted", () => {
    bench.set({ filter: "tcp.flags.syn == 1", pick: { of: "next", count: 1 }, action: LOSE });
    bench.sendSegment("client", 0);
    bench.sendSegment("client", 0, 0x02);
    bench.sendSegment("client", 0, 0x02);
    bench.passUntil(1);
    expect(bench.told("frame.lost")).toMatchObject([{ frame: 2, by: BY_RULE, position: 0.5 }]);
  });

  it("by their time since the wire's first frame, also one that came before the rule", () => {
    bench.passUntil(5_000_000_000);
    bench.sendSegments(1);
    bench.passUntil(6_000_000_000);
    bench.set({ filter: "frame.time_relative >= 1.5", action: LOSE });
    bench.sendSegments(1);
    bench.passUntil(6_500_000_000);
    bench.sendSegments(1);
    bench.passUntil(7_000_000_000);
    expect(bench.delivered).toEqual([1, 2]);
  });

  it("counts anew when it is set again under its id, in its old place", () => {
    bench.set({ pick: { of: "next", count: 2 }, action: LOSE });
    bench.set({ id: "second", action: DUPLICATE });
    bench.sendSegments(1);
    bench.set({ pick: { of: "next", count: 2 }, action: LOSE });
    bench.sendSegments(3);
    bench.passUntil(1);
    expect(bench.told("frame.lost").map(({ frame }) => frame)).toEqual([1, 2, 3]);
    expect(bench.delivered).toEqual([4, 5]);
  });
});

describe("setting and removing rules", () => {
  it("refuses a filter that is none, and says where it goes wrong", () => {
    let facts: unknown = null;
    try {
      bench.set({ filter: "tcp.port ==", action: LOSE });
    } catch (error) {
      facts = error instanceof Error && "body" in error ? error.body : null;
    }
    expect(facts).toMatchObject({ code: "bad_filter", facts: { problem: "unexpected_end", from: 11 } });
    expect(bench.facts).toEqual([]);
  });

  it("refuses one rule too many, but not one in the place of another", () => {
    for (let rule = 0; rule < LIMITS.rules; rule++) bench.set({ id: `rule-${rule}`, action: HOLD });
    expect(codeOf(() => bench.set({ id: "more", action: HOLD }))).toBe("too_many_rules");
    expect(codeOf(() => bench.set({ id: "rule-3", action: LOSE }))).toBe("no error");
    expect(bench.told("rule.set")).toHaveLength(LIMITS.rules + 1);
  });

  it("refuses a host that is not there, and to remove a rule that is not there", () => {
    expect(codeOf(() => bench.set({ host: "attacker", action: LOSE }))).toBe("host_not_found");
    expect(codeOf(() => bench.wire.rules.remove("rule"))).toBe("rule_not_found");
    expect(bench.facts).toEqual([]);
  });

  it("while frames fly concerns later ones only; what a removed rule has held stays held", () => {
    bench.wire.setDelay("client", 100);
    bench.set({ action: HOLD });
    bench.sendSegments(1);
    bench.passUntil(60);
    bench.sendSegments(1);
    bench.wire.rules.remove("rule");
    bench.sendSegments(1);
    bench.passUntil(1000);
    expect(bench.told("frame.held").map(({ frame }) => frame)).toEqual([1, 2]);
    expect(bench.delivered).toEqual([3]);
    bench.wire.hands.releaseAll();
    bench.passUntil(2000);
    expect(bench.delivered).toEqual([3, 1, 2]);
  });

  it("all of them at once, in their order", () => {
    bench.set({ id: "first", action: HOLD });
    bench.set({ id: "second", action: LOSE });
    bench.wire.rules.clear();
    expect(bench.told("rule.removed").map(({ id }) => id)).toEqual(["first", "second"]);
    bench.sendSegments(1);
    bench.passUntil(1);
    expect(bench.delivered).toEqual([1]);
  });

  it("of a preset takes those away that were there, and sets delay and rules for both hosts", () => {
    bench.set({ action: LOSE });
    bench.wire.setPreset("wifi");
    expect(bench.facts.slice(1).map(({ kind }) => kind)).toEqual([
      "rule.removed",
      "rule.changed",
      "rule.changed",
      "rule.set",
      "rule.set",
      "rule.set",
    ]);
  });
});

describe("rules one behind another", () => {
  it("hold and then lose: the frame is gone when it is let go", () => {
    bench.set({ id: "stop", action: HOLD });
    bench.set({ id: "end", action: LOSE });
    bench.sendSegments(1);
    bench.passUntil(1);
    expect(bench.told("frame.held")).toMatchObject([{ by: { by: "rule", rule: "stop" } }]);
    bench.wire.hands.release(1);
    bench.passUntil(2);
    expect(bench.told("frame.lost")).toMatchObject([{ position: 0.5, by: { by: "rule", rule: "end" } }]);
  });

  it("two that hold: a hand lets the frame go once", () => {
    bench.set({ id: "one", action: HOLD });
    bench.set({ id: "two", action: HOLD });
    bench.sendSegments(1);
    bench.passUntil(1);
    bench.wire.hands.release(1);
    bench.passUntil(2);
    expect(bench.delivered).toEqual([1]);
  });

  it("delays add up, and a frame that was held half-way has half of them before it", () => {
    bench.wire.setDelay("client", 100);
    bench.set({ id: "one", action: delay(40) });
    bench.set({ id: "two", action: delay(60) });
    bench.set({ id: "three", action: HOLD });
    bench.sendSegments(1);
    bench.passUntil(99);
    expect(bench.told("frame.held")).toEqual([]);
    bench.passUntil(100);
    expect(bench.told("frame.held")).toHaveLength(1);
    bench.wire.hands.release(1);
    expect(bench.told("frame.released")).toMatchObject([{ due: 200 }]);
  });

  it("the filter of a later rule sees what an earlier one has made of the frame", () => {
    bench.set({ id: "change", action: { do: "corrupt", at: { offset: 54, bit: 0 }, checksums: "mended" } });
    bench.set({ filter: 'tcp.payload contains "`"', action: LOSE });
    bench.sendSegments(1);
    bench.passUntil(1);
    expect(bench.told("frame.lost")).toHaveLength(1);
  });
});

describe("hands on a frame of which a rule has disposed", () => {
  const deeds = {
    drop: () => bench.wire.hands.drop(1),
    copy: () => bench.wire.hands.copy(1),
    alter: () => bench.wire.hands.alter(1, { offset: 60, bit: 0, checksums: "mended" }),
    delay: () => bench.wire.hands.delay(1, 100),
    hold: () => bench.wire.hands.hold(1),
  };
  const rules: Record<string, RuleAction> = {
    held: HOLD,
    waiting: { do: "reorder", waitNs: 10_000 },
    delayed: { do: "delay", delayNs: 300, jitterNs: 0, keepsOrder: true },
    limited: { do: "limit-rate", bitsPerSecond: 1_000_000_000, queueBytes: 1_514 },
  };
  /** When all that is left of the frames arrives by itself, or after they are let go at 1000. */
  const arrivals = (rule: string, deed: keyof typeof deeds): number[] => {
    const action = rules[rule];
    if (!action) throw new Error(`no rule ${rule}`);
    bench.wire.setDelay("client", 100);
    bench.set({ action });
    bench.sendSegment();
    bench.passUntil(60);
    deeds[deed]();
    bench.passUntil(1_000);
    bench.wire.hands.releaseAll();
    bench.passUntil(100_000);
    return bench.delivered;
  };

  it.each(Object.keys(rules))("%s: drop takes it away for good", (rule) => {
    expect(arrivals(rule, "drop")).toEqual([]);
    expect(bench.told("frame.lost")).toMatchObject([{ by: { by: "hand" } }]);
  });

  it.each(Object.keys(rules))("%s: a copy arrives as well, right behind it or let go by hand", (rule) => {
    expect(arrivals(rule, "copy").toSorted()).toEqual([1, 2]);
  });

  it.each(Object.keys(rules))("%s: alter, delay and hold leave one frame that arrives once", (rule) => {
    for (const deed of ["alter", "delay", "hold"] as const) {
      bench = new WireBench();
      expect(arrivals(rule, deed)).toEqual([1]);
    }
  });
});

describe("the seed", () => {
  const rules: readonly WireRule[] = (
    [LOSE, DUPLICATE, delay(0, 50), { do: "corrupt", at: null, checksums: "left" }] as const
  ).map((action, index) => ({
    id: `rule-${index}`,
    host: null,
    filter: "",
    pick: { of: "share", percent: 30 },
    action,
  }));

  function story(seed: number, perturb: () => void = () => {}): unknown {
    bench = new WireBench(1000, seed);
    const bytes = new Uint8Array(64);
    for (const rule of rules) bench.wire.rules.set(rule);
    for (let n = 0; n < 50; n++) {
      perturb();
      bench.send("client", bytes);
    }
    bench.passUntil(1_000);
    return bench.facts.filter((fact) => "host" in fact && fact.host === "client");
  }

  it("gives the same fates to the same frames, and another seed gives others", () => {
    const [first, again, other] = [1, 1, 2].map((seed) => story(seed));
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it("gives a direction the same fates whatever the other host sends", () => {
    const fates = (told: unknown) => JSON.stringify(told).replace(/"(frame|of)":\d+/g, "");
    expect(fates(story(1, () => bench.sendSegments(1, "server")))).toEqual(fates(story(1)));
  });

  it("draws for each rule alone: removing one does not change what another does", () => {
    const lost = (told: unknown) => {
      const facts = Array.isArray(told) ? told : [];
      return facts.filter(({ kind }) => kind === "frame.lost").length;
    };
    const withAll = lost(story(7));
    bench = new WireBench(1000, 7);
    bench.wire.rules.set({
      id: "rule-0",
      host: null,
      filter: "",
      pick: { of: "share", percent: 30 },
      action: LOSE,
    });
    bench.sendSegments(50);
    bench.passUntil(1_000);
    expect(bench.told("frame.lost")).toHaveLength(withAll);
  });
});
