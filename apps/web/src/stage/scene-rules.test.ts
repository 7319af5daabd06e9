import { NS_PER_MS, type TraceLog, traceTime, type WireRule } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { WORDS } from "./label-words.fixture.ts";
import { type FrameMark, scene } from "./scene.ts";

const RULE: WireRule = {
  id: "rule-1",
  host: null,
  filter: "",
  pick: { of: "all" },
  action: { do: "lose" },
};
const BY_RULE = { by: "rule", rule: "rule-1" } as const;

function markAt(log: TraceLog, frame: number, ms: number): FrameMark {
  const t = traceTime(Math.round(ms * NS_PER_MS));
  const window = { width: 1000, top: -100, bottom: 20_000, nsPerPixel: NS_PER_MS };
  const drawn = scene(log, log.seek(t), t, { ...window, words: WORDS, selected: null, noise: false });
  const found = drawn.frames.find((mark) => mark.frame === frame);
  if (!found) throw new Error(`frame ${frame} is not in the scene`);
  return found;
}

/** A datagram that flies for 100 ms, and is now half-way. */
function halfWay() {
  const b = new TraceBuilder();
  b.delay("client", 100);
  b.event({ kind: "rule.set", rule: RULE });
  const frame = b.datagram("client", { payload: "hello" });
  return { b: b.run(50), frame };
}

/** How far across the lane the frame gets for each pixel of height, piece by piece. */
function slopes({ path }: FrameMark): number[] {
  return path.slice(1).map((to, at) => {
    const from = path[at] ?? to;
    return Math.abs(to.x - from.x) / (to.y - from.y);
  });
}

describe("what rules of the wire do, on the ladder", () => {
  it("a frame lost by a rule ends half-way, and its label and mark say by which", () => {
    const { b, frame } = halfWay();
    b.lose(frame, 0.5, BY_RULE);
    const mark = markAt(b.run(100).log, frame, 100);
    expect(mark).toMatchObject({ end: { fate: "lost" }, stoppedBy: "rule-1", rules: ["rule-1"] });
    expect(mark.text.note).toBe("[lost by a rule]");
    const [left, right] = [mark.path[0]?.x ?? 0, mark.path.at(-1)?.x ?? 0];
    expect(right - left).toBeGreaterThan(0);
    expect(mark.path).toHaveLength(2);
  });

  it("a frame lost by hand names no rule", () => {
    const { b, frame } = halfWay();
    b.lose(frame);
    expect(markAt(b.run(100).log, frame, 100)).toMatchObject({ stoppedBy: null, rules: [] });
  });

  it("a frame held by a rule names it until a hand lets it go; that it acted stays told", () => {
    const { b, frame } = halfWay();
    b.hold(frame, 0.5, BY_RULE);
    expect(markAt(b.run(100).log, frame, 100).stoppedBy).toBe("rule-1");
    b.release(frame, 50);
    expect(markAt(b.run(300).log, frame, 300)).toMatchObject({ stoppedBy: null, rules: ["rule-1"] });
  });
});

describe("a frame that was put off by hand, on the ladder", () => {
  it("goes on from where it was, less steeply, with a mark where it bends", () => {
    const { b, frame } = halfWay();
    b.reschedule(frame, 200);
    const mark = markAt(b.run(500).log, frame, 500);
    const [before, after] = slopes(mark);
    expect(mark.end).toEqual({ fate: "delivered" });
    expect(mark.path).toHaveLength(3);
    expect(mark.retimedAt).toEqual([mark.path[1]]);
    expect((before ?? 0) / (after ?? 1)).toBeCloseTo(4);
  });
});
