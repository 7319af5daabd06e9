import { NS_PER_MS, NS_PER_S, traceTime } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { foldGround, foldText, foldWishes, openFoldAge } from "./fold-labels.ts";
import { WORDS } from "./label-words.fixture.ts";
import { scene } from "./scene.ts";

const gap = { from: traceTime(2 * NS_PER_S), to: traceTime(11.72 * NS_PER_S), y0: 100, y1: 144 };

describe("labels of folds", () => {
  it("the ground is wider than the words, so that the line of a held frame does not reach them", () => {
    const { x, width } = foldGround(foldText(gap));
    expect(x).toBeLessThan(0);
    expect(width + x).toBeGreaterThan(foldGround("").width);
  });

  it("the age of the present gap counts in hundredths first and in tenths later", () => {
    expect(openFoldAge(gap, traceTime(gap.from + 457 * NS_PER_MS))).toBe("450\u202fms");
    expect(openFoldAge(gap, traceTime(gap.from + 9_770 * NS_PER_MS))).toBe("9.7\u202fs");
  });

  it("a frame's label makes way for the label of a fold that is over", () => {
    const b = new TraceBuilder();
    b.delay("server", 10);
    b.segment("server", { flags: ["PSH", "ACK"], seq: 1, ack: 1, payload: "hello" });
    b.run(5).hold(1, 0.2);
    b.run(9000).release(1, 8);
    b.later(9200, () => b.segment("server", { flags: ["ACK"], seq: 6, ack: 1 }));
    const t = traceTime(10 * NS_PER_S);
    const view = {
      width: 640,
      top: -100,
      bottom: 5000,
      nsPerPixel: 2 * NS_PER_MS,
      words: WORDS,
      selected: null,
      noise: false,
    };
    const now = scene(b.run().log, b.log.seek(t), t, view);
    const [taken] = foldWishes(now.folds, now.columns);
    const mark = now.frames[0];
    const label = now.labels.find((each) => each.frame === mark?.frame);
    if (!taken || !mark || !label) throw new Error("no fold, or no label");
    const beside = Math.abs(label.anchor.x - taken.x) >= (mark.size.width + taken.width) / 2;
    expect(beside).toBe(false);
    expect(Math.abs(label.y - taken.y)).toBeGreaterThanOrEqual((mark.size.height + taken.height) / 2);
  });
});
