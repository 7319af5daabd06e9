import { describe, expect, it } from "vitest";
import { TraceBuilder, tcpEchoRun } from "../testing.ts";
import { ProgressMeter } from "./progress-meter.ts";

function meterOf(builder: TraceBuilder): ProgressMeter {
  const meter = new ProgressMeter();
  for (const event of builder.log.events) meter.take(event);
  return meter;
}

const counts = (builder: TraceBuilder) => Object.fromEntries(meterOf(builder).counts);

describe("how far a story has come", () => {
  it("is the same in two runs that took other times", () => {
    const quick = tcpEchoRun({ latencyMs: 3, paceMs: 10 }).run(10_000);
    expect(counts(quick)).toEqual(counts(tcpEchoRun().run(10_000)));
  });

  it("counts data in bytes and output in lines, however they were cut", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    b.segment("client", { flags: ["ACK"], seq: 1, ack: 1, payload: "hel" }, () => {});
    b.segment("client", { flags: ["ACK"], seq: 4, ack: 1, payload: "lo" }, () => {});
    for (const text of ["on", "e\ntwo\n"])
      b.event({ kind: "program.output", program, stream: "stdout", text });
    expect(counts(b)).toMatchObject({ "client sends data": 5, "prints 1": 2 });
  });

  it("passes over acknowledgments alone and over what is sent again", () => {
    const b = new TraceBuilder();
    const syn = b.segment("client", { flags: ["SYN"], seq: 0 }, () => {});
    b.segment("server", { flags: ["ACK"], seq: 1, ack: 1 }, () => {});
    b.hold(syn);
    b.repeat(syn);
    expect(counts(b)).toEqual({ "client sends SYN": 1, "client stops SYN": 1 });
  });

  it("says whether an event has brought the story further", () => {
    const b = new TraceBuilder();
    b.segment("client", { flags: ["SYN"], seq: 0 }, () => {});
    const meter = new ProgressMeter();
    expect(b.log.events.map((event) => meter.take(event))).toEqual([false, true]);
  });
});

describe("a frame", () => {
  it("has a name that finds it again, also among those that look the same", () => {
    const b = new TraceBuilder();
    const first = b.segment("client", { flags: ["SYN"], seq: 0 }, () => {});
    const second = b.copy(first);
    const meter = meterOf(b);
    expect(meter.nameOfFrame(second)).toEqual({ name: "client SYN 0 bytes seq 0", nth: 2 });
    expect(meter.frameCalled({ name: "client SYN 0 bytes seq 0", nth: 2 })).toBe(second);
    expect(meter.frameCalled({ name: "client SYN 0 bytes seq 0", nth: 3 })).toBeNull();
  });

  it("is flying, held or over", () => {
    const b = new TraceBuilder();
    const frames = [1, 2, 3].map((seq) => b.segment("client", { flags: ["SYN"], seq }, () => {}));
    const [, held = 0, lost = 0] = frames;
    b.hold(held);
    b.lose(lost);
    const meter = meterOf(b);
    expect(frames.map((frame) => meter.placeOf(frame))).toEqual(["flying", "held", "over"]);
    expect(meter.held).toEqual([held]);
    expect(meter.placeOf(99)).toBeNull();
  });
});
