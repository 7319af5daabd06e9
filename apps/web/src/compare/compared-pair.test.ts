import { NS_PER_MS, type TraceLog, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { FakeFrames } from "../session/testing/fake-frames.ts";
import { ComparedPair } from "./compared-pair.ts";

const WHOLE_MS = 5_000;

/** The fourth frame, which carries the line, is lost on its way. */
function lossy(): TraceLog {
  const builder = tcpEchoRun({ paceMs: 150 });
  for (let ms = 0; builder.log.frames.length < 4; ms += 1) builder.run(ms);
  builder.lose(4);
  return builder.run(WHOLE_MS).log;
}

const whole = tcpEchoRun().run(WHOLE_MS).log;
let frames: FakeFrames;

function pairOf(left: TraceLog, right: TraceLog): ComparedPair {
  const pair = new ComparedPair({ lab: "left", log: left }, { lab: "right", log: right }, frames.request);
  frames.frames(2, 16);
  return pair;
}

/** When frame 4 was sent and when it came to its end. */
function fourth(log: TraceLog): { readonly sent: number; readonly end: number } {
  const entry = log.frames[3];
  return { sent: entry?.sent.t ?? 0, end: entry?.fates.at(-1)?.t ?? 0 };
}

beforeEach(() => {
  frames = new FakeFrames();
});

describe("two runs of which one lost a frame", () => {
  it("stand beside each other where that frame was sent", () => {
    const pair = pairOf(whole, lossy());
    expect(pair.lag).toBe(fourth(pair.right.log).sent - fourth(whole).sent);
  });

  it("are first seen when the first of them knows what became of it", () => {
    const pair = pairOf(whole, lossy());
    const { end } = fourth(pair.right.log);
    expect(pair.left.playhead.t).toBe(end - pair.lag);
    expect(pair.left.playhead.t).toBeLessThan(fourth(whole).end);
    expect(pair.right.playhead.t).toBe(end);
  });

  it("move together, the right one by the same time", () => {
    const pair = pairOf(whole, lossy());
    pair.left.player.seek(traceTime(700 * NS_PER_MS));
    frames.frames(2, 16);
    expect(pair.right.playhead.t).toBe(700 * NS_PER_MS + pair.lag);
  });
});

describe("two runs that tell the same", () => {
  it("are first seen at the end of the longer one", () => {
    const pair = pairOf(tcpEchoRun().run(700).log, whole);
    expect(pair.left.playhead.t).toBe(whole.latest.t);
    expect(pair.right.state().next).toBe(whole.events.length);
  });

  it("take no command", async () => {
    expect(await pairOf(whole, whole).left.command()).toMatchObject({ ok: false });
  });
});
