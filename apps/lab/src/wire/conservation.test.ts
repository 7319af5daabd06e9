import { PresetName } from "@wirestage/protocol";
import type { RuleAction, RulePick, WireRule } from "@wirestage/trace";
import fc from "fast-check";
import { expect, it } from "vitest";
import { codeOf, segment, WireBench } from "./wire.fixture.ts";

const ns = fc.nat(200);
const action: fc.Arbitrary<RuleAction> = fc.oneof(
  fc.record({ do: fc.constant("delay" as const), delayNs: ns, jitterNs: ns, keepsOrder: fc.boolean() }),
  fc.constantFrom({ do: "lose" as const }, { do: "duplicate" as const }, { do: "hold" as const }),
  fc.record({ do: fc.constant("reorder" as const), waitNs: ns }),
  fc.record({
    do: fc.constant("corrupt" as const),
    at: fc.constantFrom(null, { offset: 20, bit: 3 }, { offset: 60, bit: 0 }),
    checksums: fc.constantFrom("left" as const, "mended" as const),
  }),
  fc.record({
    do: fc.constant("limit-rate" as const),
    bitsPerSecond: fc.constantFrom(10_000_000, 10_000_000_000),
    queueBytes: fc.constant(1_514),
  }),
);
const pick: fc.Arbitrary<RulePick> = fc.oneof(
  fc.constant({ of: "all" as const }),
  fc.record({ of: fc.constant("next" as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ of: fc.constant("every" as const), nth: fc.integer({ min: 2, max: 4 }) }),
  fc.record({ of: fc.constant("share" as const), percent: fc.constantFrom(10, 50, 90) }),
);
const rule: fc.Arbitrary<WireRule> = fc.record({
  id: fc.constantFrom("a", "b", "c", "d"),
  host: fc.constantFrom(null, "client", "server"),
  filter: fc.constantFrom("", "tcp.seq_raw < 5", "frame.number > 3 && tcp"),
  pick,
  action,
});
const deed = fc.oneof(
  fc.record({ do: fc.constantFrom("send", "sendBack"), n: fc.nat(40) }),
  fc.record({
    do: fc.constantFrom("drop", "stop", "release", "copy", "alter", "delay", "swap", "remove"),
    n: fc.nat(40),
  }),
  fc.record({
    do: fc.constantFrom("wait", "cable", "hold", "go", "step", "all", "inject", "clear", "preset"),
    n: fc.nat(100),
  }),
  fc.record({ do: fc.constant("set"), n: fc.constant(0), rule }),
);

function act(bench: WireBench, { do: what, n, rule }: { do: string; n: number; rule?: WireRule }): void {
  const { wire } = bench;
  const { hands, rules } = wire;
  const presets = PresetName.options;
  const deeds: Record<string, () => void> = {
    send: () => bench.send("client", segment(n, 20)),
    sendBack: () => bench.send("server", segment(n, 20)),
    drop: () => hands.drop(n),
    stop: () => hands.hold(n),
    release: () => hands.release(n),
    copy: () => hands.copy(n),
    alter: () => hands.alter(n, { offset: 54, bit: 0, checksums: "left" }),
    delay: () => hands.delay(n, n + 1),
    swap: () => hands.swap(n),
    inject: () => hands.inject("client", segment(n, 20)),
    step: () => hands.step(),
    all: () => hands.releaseAll(),
    hold: () => wire.setHold(true),
    go: () => wire.setHold(false),
    cable: () => wire.setDelay(n % 2 ? "client" : "server", n),
    wait: () => bench.passUntil(bench.now + n),
    set: () => rule && rules.set(rule),
    remove: () => rules.remove("abcd".charAt(n % 4)),
    clear: () => rules.clear(),
    preset: () => wire.setPreset(presets[n % presets.length] ?? "lan"),
  };
  deeds[what]?.();
}

/** Every frame's facts follow from one another, and each ends once at most. */
function checkStories(bench: WireBench): { readonly lost: number; readonly onWire: number } {
  const state = new Map<number, "flying" | "held" | "over">();
  let lost = 0;
  for (const fact of bench.facts) {
    if (!("frame" in fact)) continue;
    const before = state.get(fact.frame);
    switch (fact.kind) {
      case "frame.sent":
      case "frame.copied":
      case "frame.injected":
        expect(before).toBeUndefined();
        state.set(fact.frame, "flying");
        break;
      case "frame.held":
        expect(before).not.toBe("over");
        state.set(fact.frame, "held");
        break;
      case "frame.released":
        expect(before).toBe("held");
        state.set(fact.frame, "flying");
        break;
      case "frame.rescheduled":
        expect(before).toBe("flying");
        break;
      case "frame.lost":
        expect(before).not.toBe("over");
        state.set(fact.frame, "over");
        lost += 1;
        break;
      default:
        expect(before).not.toBe("over");
    }
  }
  for (const frame of bench.delivered) {
    expect(state.get(frame)).toBe("flying");
    state.set(frame, "over");
  }
  const onWire = [...state.values()].filter((each) => each !== "over").length;
  return { lost, onWire };
}

it("sent + copied + injected = delivered + lost + on the wire, whatever rules and hands do, at any time", () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 80 }), fc.nat(1_000), (deeds, seed) => {
      const bench = new WireBench(30, seed);
      for (const each of deeds) {
        codeOf(() => act(bench, each));
        const { lost, onWire } = checkStories(bench);
        expect(bench.delivered.length + lost + onWire).toBe(bench.frames);
      }
      bench.wire.setHold(false);
      bench.wire.rules.clear();
      bench.passUntil(1_000_000_000_000);
      bench.wire.hands.releaseAll();
      bench.passUntil(2_000_000_000_000);
      const { lost, onWire } = checkStories(bench);
      expect(onWire).toBe(0);
      expect(bench.delivered.length + lost).toBe(bench.frames);
      expect(new Set(bench.delivered).size).toBe(bench.delivered.length);
    }),
    { numRuns: 200 },
  );
});
