import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { drawnFrame, frameStretch } from "./frame-place.ts";
import { ladderIndex } from "./ladder-index.ts";

function heldRun() {
  const b = tcpEchoRun({ latencyMs: 50 }).run(545);
  b.hold(1);
  const repeat = b.run(1545).repeat(1);
  return { log: b.run(3000).log, repeat };
}

function stretchAt(log: ReturnType<typeof heldRun>["log"], frame: number, ms: number) {
  const t = traceTime(ms * NS_PER_MS);
  const scale = ladderIndex(log).scale(t, NS_PER_MS, false);
  const nowY = scale.y(t);
  return { nowY, stretch: frameStretch(log, log.seek(t), frame, scale, { nowY, below: 80 }) };
}

describe("drawnFrame", () => {
  it("a repeat that a hold swallowed is shown by the frame that is held, any other frame by itself", () => {
    const { log, repeat } = heldRun();
    expect(repeat).not.toBe(1);
    expect([drawnFrame(log, repeat), drawnFrame(log, 1), drawnFrame(log, 99)]).toEqual([1, 1, 99]);
  });

  it("a frame that was lost by hand is shown by itself", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run(545);
    b.lose(1);
    expect(drawnFrame(b.run(600).log, 1)).toBe(1);
  });
});

describe("frameStretch", () => {
  it("a held frame is where its label is: under the present, however long ago it was sent", () => {
    const { log } = heldRun();
    const { nowY, stretch } = stretchAt(log, 1, 2900);
    expect(stretch).toEqual({ from: nowY, to: nowY + 80 });
  });

  it("a frame that arrived is where its way was", () => {
    const { log } = tcpEchoRun({ latencyMs: 50 }).run();
    const { stretch } = stretchAt(log, 1, 3000);
    expect((stretch?.to ?? 0) - (stretch?.from ?? 0)).toBeCloseTo(50);
  });

  it("what had not been sent at that time is nowhere", () => {
    const { log } = tcpEchoRun({ latencyMs: 50 }).run();
    expect(stretchAt(log, 11, 560).stretch).toBeNull();
    expect(stretchAt(log, 99, 560).stretch).toBeNull();
  });
});
