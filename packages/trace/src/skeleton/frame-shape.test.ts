import { describe, expect, it } from "vitest";
import { bytesOfBase64 } from "../call-text.ts";
import { TraceBuilder } from "../testing.ts";
import { FrameShapes } from "./frame-shape.ts";

/** Shapes of all frames that the builder put on the wire. */
function shapesOf(builder: TraceBuilder) {
  const shapes = new FrameShapes();
  return builder.log.frames.map(({ sent }) => shapes.of(bytesOfBase64(sent.bytes)));
}

const nothing = () => {};

describe("the shape of a frame", () => {
  it("counts sequence numbers from each side's SYN", () => {
    const b = new TraceBuilder();
    b.segment("client", { flags: ["SYN"], seq: 7_000 }, nothing);
    b.segment("server", { flags: ["SYN", "ACK"], seq: 100, ack: 7_001 }, nothing);
    b.segment("client", { flags: ["PSH", "ACK"], seq: 7_001, ack: 101, payload: "hello" }, nothing);
    expect(shapesOf(b).map(({ kind, text }) => [kind, text])).toEqual([
      ["SYN", "SYN 0 bytes seq 0"],
      ["SYN-ACK", "SYN ACK 0 bytes seq 0 ack 1"],
      ["data", "ACK 5 bytes seq 1 ack 1"],
    ]);
  });

  it("says so where a connection's beginning was not seen", () => {
    const b = new TraceBuilder();
    b.segment("client", { flags: ["RST"], seq: 7_001 }, nothing);
    expect(shapesOf(b)[0]?.text).toBe("RST 0 bytes seq ?");
  });

  it("knows what was sent before, but for acknowledgments alone", () => {
    const b = new TraceBuilder();
    for (let times = 0; times < 2; times += 1) {
      b.segment("client", { flags: ["ACK"], seq: 1, ack: 1, payload: "x" }, nothing);
      b.segment("client", { flags: ["ACK"], seq: 2, ack: 1 }, nothing);
    }
    expect(shapesOf(b).map(({ isRepeat }) => isRepeat)).toEqual([false, false, true, false]);
  });

  it("of what is no IP is that of the link", () => {
    expect(new FrameShapes().of(new Uint8Array(60)).kind).toBe("link");
  });
});
