import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { routerSolicitationBytes, TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { idleStretchAt } from "./idle-stretch.ts";
import { previewAt } from "./preview.ts";

const ms = (value: number) => traceTime(Math.round(value * NS_PER_MS));

/** A SYN that flies from 1 s to 1.1 s, link noise at 4 s, and another SYN at 9 s; a pixel is 10 ms. */
function trace() {
  const b = new TraceBuilder();
  b.delay("client", 100);
  b.later(1_000, () => b.segment("client", { flags: ["SYN"], seq: 0 }));
  b.later(4_000, () => b.frame("client", routerSolicitationBytes("client")));
  b.later(9_000, () => b.segment("client", { flags: ["SYN"], seq: 0 }));
  return b.run().log;
}

const pixel = (t: number) => t / ms(10);

describe("the preview of a time", () => {
  it("is that of an event where one is close, though it has not happened yet", () => {
    const { t, event, state } = previewAt(trace(), ms(950), false, pixel);
    expect([t, event?.kind, state.onWire.size]).toEqual([ms(1_000), "frame.sent", 1]);
  });

  it("is of the time itself and the last event before it where none is close", () => {
    const { t, event, state } = previewAt(trace(), ms(3_000), false, pixel);
    expect([t, event?.kind, state.onWire.size]).toEqual([ms(3_000), "frame.delivered", 0]);
  });

  it("tells of link noise only where that is shown", () => {
    expect(previewAt(trace(), ms(4_000), false, pixel).event?.t).toBe(ms(1_100));
    expect(previewAt(trace(), ms(4_000), true, pixel).event?.t).toBe(ms(4_000));
  });
});

describe("an idle stretch", () => {
  it("reaches from the last arrival to the next event that is shown", () => {
    expect(idleStretchAt(trace(), ms(3_000), false)).toEqual({ from: ms(1_100), to: ms(9_000) });
    expect(idleStretchAt(trace(), ms(3_000), true)).toEqual({ from: ms(1_100), to: ms(4_000) });
  });

  it("is none while a frame flies, nor after the last event", () => {
    expect(idleStretchAt(trace(), ms(1_050), false)).toBeNull();
    expect(idleStretchAt(trace(), ms(20_000), false)).toBeNull();
  });
});
