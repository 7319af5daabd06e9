import { LIMITS } from "@wirestage/protocol";
import type { RuleAction, RulePick, WireRule } from "@wirestage/trace";
import {
  composeFrame,
  decodeFrame,
  ipv4Address,
  macAddress,
  SeqNumber,
  verifyChecksums,
} from "@wirestage/wire";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { codeOf, WireBench } from "./wire.fixture.ts";

let bench: WireBench;

beforeEach(() => {
  bench = new WireBench(10_000);
  sent = 0;
});

const LOSE: RuleAction = { do: "lose" };
const HOLD: RuleAction = { do: "hold" };
const DUPLICATE: RuleAction = { do: "duplicate" };
const BY_RULE = { by: "rule", rule: "rule" };

let sent = 0;

/** A segment that no other is a repeat of, with a payload of so many bytes. */
function segment(length: number, flags = 0x18): Uint8Array {
  sent += 1;
  return composeFrame({
    ethernet: { src: macAddress("02:00:00:00:00:01"), dst: macAddress("02:00:00:00:00:02") },
    ip: { version: 4, src: ipv4Address("192.0.2.1"), dst: ipv4Address("192.0.2.2") },
    transport: { kind: "tcp", srcPort: 5000, dstPort: 8888, seq: SeqNumber.of(sent * 2_000), flags },
    payload: new Uint8Array(length).fill(0x61),
  });
}

function delay(delayNs: number, jitterNs = 0, keepsOrder = false): RuleAction {
  return { do: "delay", delayNs, jitterNs, keepsOrder };
}

function send(count: number, host = "client"): void {
  for (let n = 0; n < count; n++) bench.send(host, segment(10));
}

describe("what a rule is applied to", () => {
  const applied = (pick: RulePick): number[] => {
    bench.set({ pick, action: LOSE });
    send(10);
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
    send(2);
    bench.set({ pick: { of: "every", nth: 3 }, action: LOSE });
    send(4, "client");
    send(4, "server");
    bench.passUntil(1);
    expect(bench.told("frame.lost").map(({ frame }) => frame)).toEqual([5, 8]);
  });

  it("a share, drawn from the seed: of 10 000 frames, 20 % ± 1.2 % (three standard deviations)", () => {
    bench.set({ pick: { of: "share", percent: 20 }, action: LOSE });
    send(10_000);
    bench.passUntil(1);
    const lost = bench.told("frame.lost").length;
    expect(lost).toBeGreaterThan(1_880);
    expect(lost).toBeLessThan(2_120);
  });

  it("frames of one host only", () => {
    bench.set({ host: "server", action: LOSE });
    send(2, "client");
    send(2, "server");
    bench.passUntil(1);
    expect(bench.delivered).toEqual([1, 2]);
  });

  it("frames that its filter lets through, and only they are counted", () => {
    bench.set({ filter: "tcp.flags.syn == 1", pick: { of: "next", count: 1 }, action: LOSE });
    bench.send("client", segment(0));
    bench.send("client", segment(0, 0x02));
    bench.send("client", segment(0, 0x02));
    bench.passUntil(1);
    expect(bench.told("frame.lost")).toMatchObject([{ frame: 2, by: BY_RULE, position: 0.5 }]);
  });

  it("counts anew when it is set again under its id, in its old place", () => {
    bench.set({ pick: { of: "next", count: 2 }, action: LOSE });
    bench.set({ id: "second", action: DUPLICATE });
    send(1);
    bench.set({ pick: { of: "next", count: 2 }, action: LOSE });
    send(3);
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
    send(1);
    bench.passUntil(60);
    send(1);
    bench.wire.rules.remove("rule");
    send(1);
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
    send(1);
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

describe("a rule that delays", () => {
  it("lets a frame arrive so much later, and says so while it is still at its sender", () => {
    bench.wire.setDelay("client", 100);
    bench.set({ action: delay(50) });
    send(1);
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
    send(4_000);
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
    send(500);
    expect(Math.min(...bench.told("frame.rescheduled").map(({ due }) => due))).toBeGreaterThan(100);
  });

  it("lets frames overtake each other, unless it keeps their order", () => {
    const arrivals = (keepsOrder: boolean) => {
      bench = new WireBench(1000);
      bench.set({ action: delay(0, 1_000, keepsOrder) });
      for (let n = 0; n < 100; n++) {
        bench.passUntil(n * 10);
        send(1);
      }
      bench.passUntil(10_000);
      return bench.delivered;
    };
    const inOrder = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(arrivals(true)).toEqual(inOrder);
    expect(arrivals(false)).not.toEqual(inOrder);
    expect(arrivals(false).toSorted((a, b) => a - b)).toEqual(inOrder);
  });

  it("that keeps the order of frames lets none overtake the one that it was spent on", () => {
    bench.set({ pick: { of: "next", count: 1 }, action: delay(100, 0, true) });
    send(1);
    bench.passUntil(20);
    send(2);
    bench.passUntil(99);
    expect(bench.delivered).toEqual([]);
    bench.passUntil(100);
    expect(bench.delivered).toEqual([1, 2, 3]);
    bench.passUntil(101);
    send(1);
    bench.passUntil(102);
    expect(bench.delivered).toEqual([1, 2, 3, 4]);
  });
});

describe("a rule that duplicates", () => {
  it("makes one copy of each, that arrives right behind it and is no frame for the same rule", () => {
    bench.set({ action: DUPLICATE });
    send(2);
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
    send(3);
    bench.passUntil(1);
    expect(bench.told("frame.lost").map(({ frame }) => frame)).toEqual([2, 4, 6]);
    expect(bench.delivered).toEqual([1, 3, 5]);
  });

  it("never sees what a rule before it loses", () => {
    bench.set({ action: LOSE });
    bench.set({ id: "twice", action: DUPLICATE });
    send(3);
    bench.passUntil(1);
    expect(bench.frames).toBe(3);
  });
});

describe("a rule that reorders", () => {
  beforeEach(() => bench.wire.setDelay("client", 100));

  it("lets the next frame pass in the middle; the first goes on right behind it", () => {
    bench.set({ pick: { of: "next", count: 1 }, action: { do: "reorder", waitNs: 1_000 } });
    send(1);
    bench.passUntil(30);
    send(1);
    bench.passUntil(1_000);
    expect(bench.told("frame.held")).toMatchObject([{ frame: 1, position: 0.5, by: BY_RULE }]);
    expect(bench.told("frame.released")).toMatchObject([{ frame: 1, by: BY_RULE, due: 130 }]);
    expect(bench.delivered).toEqual([2, 1]);
  });

  it("lets the frame go on by itself when no other comes", () => {
    bench.set({ action: { do: "reorder", waitNs: 1_000 } });
    send(1);
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
      send(1);
    }
    bench.passUntil(10_000);
    expect(bench.delivered).toEqual([2, 1, 4, 3, 6, 5]);
  });

  it("swaps frames that are sent at once over a cable that takes no time", () => {
    bench.wire.setDelay("client", 0);
    bench.set({ pick: { of: "every", nth: 3 }, action: { do: "reorder", waitNs: 1_000 } });
    send(7);
    bench.passUntil(0);
    expect(bench.delivered).toEqual([1, 2, 4, 3, 5, 7, 6]);
  });

  it("leaves the frame to whoever holds it: it goes on by itself no more", () => {
    bench.set({ pick: { of: "next", count: 1 }, action: { do: "reorder", waitNs: 1_000 } });
    send(1);
    bench.passUntil(60);
    bench.wire.hands.hold(1);
    send(1);
    bench.passUntil(5_000);
    expect(bench.delivered).toEqual([2]);
    bench.wire.hands.release(1);
    bench.passUntil(6_000);
    expect(bench.delivered).toEqual([2, 1]);
  });

  it("takes what a kernel repeats meanwhile for the next frame", () => {
    bench.set({ pick: { of: "next", count: 1 }, action: { do: "reorder", waitNs: 1_000 } });
    send(1);
    bench.passUntil(60);
    send(1);
    bench.passUntil(5_000);
    expect(bench.delivered).toEqual([2, 1]);
  });
});

describe("a rule that corrupts", () => {
  it("flips the bit that it was given, and leaves the checksum wrong", () => {
    bench.set({ action: { do: "corrupt", at: { offset: 54, bit: 0 }, checksums: "left" } });
    bench.send("client", segment(10));
    bench.passUntil(1);
    expect(bench.told("frame.altered")).toMatchObject([
      { frame: 1, by: BY_RULE, position: 0, offset: 54, bit: 0, checksums: "left" },
    ]);
    const [bytes = new Uint8Array()] = bench.deliveredBytes;
    expect(bytes[54]).toBe(0x60);
    expect(verifyChecksums(decodeFrame(bytes)).transport?.status).toBe("bad");
  });

  it("lets a frame be that has no such bit", () => {
    bench.set({ action: { do: "corrupt", at: { offset: 1_000, bit: 0 }, checksums: "left" } });
    bench.send("client", segment(10));
    bench.set({ action: { do: "corrupt", at: null, checksums: "left" } });
    bench.send("client", new Uint8Array(14));
    bench.passUntil(1);
    expect(bench.told("frame.altered")).toEqual([]);
    expect(bench.delivered).toEqual([1, 2]);
  });

  it.each(["left", "mended"] as const)(
    "draws any bit behind Ethernet's header, checksums %s",
    (checksums) => {
      bench.set({ action: { do: "corrupt", at: null, checksums } });
      const whole = segment(10);
      for (let n = 0; n < 2_000; n++) bench.send("client", whole);
      bench.passUntil(1);
      const drawn = bench.told("frame.altered");
      expect(drawn).toHaveLength(2_000);
      const offsets = new Set(drawn.map(({ offset }) => offset));
      expect(Math.min(...offsets)).toBe(14);
      expect(Math.max(...offsets)).toBe(whole.length - 1);
      const mendable = checksums === "mended" ? 4 : 0;
      expect(offsets.size).toBe(whole.length - 14 - mendable);
      const statuses = bench.deliveredBytes.map((bytes) => {
        const { ip, transport } = verifyChecksums(decodeFrame(bytes));
        return ip?.status === "bad" || transport?.status === "bad";
      });
      if (checksums === "mended") expect(statuses).not.toContain(true);
    },
  );
});

describe("a rule that limits the rate", () => {
  const limit = (bitsPerSecond: number, queueBytes: number): RuleAction => ({
    do: "limit-rate",
    bitsPerSecond,
    queueBytes,
  });
  /** 100 bytes at 8 kbit/s leave in 100 ms. */
  const hundred = () => bench.send("client", segment(46));
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
    bench.send("server", segment(46));
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
            bench.send("client", segment(length));
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

describe("rules one behind another", () => {
  it("hold and then lose: the frame is gone when it is let go", () => {
    bench.set({ id: "stop", action: HOLD });
    bench.set({ id: "end", action: LOSE });
    send(1);
    bench.passUntil(1);
    expect(bench.told("frame.held")).toMatchObject([{ by: { by: "rule", rule: "stop" } }]);
    bench.wire.hands.release(1);
    bench.passUntil(2);
    expect(bench.told("frame.lost")).toMatchObject([{ position: 0.5, by: { by: "rule", rule: "end" } }]);
  });

  it("two that hold: a hand lets the frame go once", () => {
    bench.set({ id: "one", action: HOLD });
    bench.set({ id: "two", action: HOLD });
    send(1);
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
    send(1);
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
    send(1);
    bench.passUntil(1);
    expect(bench.told("frame.lost")).toHaveLength(1);
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
    expect(fates(story(1, () => send(1, "server")))).toEqual(fates(story(1)));
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
    send(50);
    bench.passUntil(1_000);
    expect(bench.told("frame.lost")).toHaveLength(withAll);
  });
});
