import { datagramBytes, TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { ladderIndex } from "./ladder-index.ts";

function three() {
  const b = new TraceBuilder();
  for (const host of ["client", "server"]) b.delay(host, 50);
  const frames = ["one", "two", "three"].map((payload) => b.datagram("client", { payload }));
  return { b, frames };
}

describe("datagrams that pass each other", () => {
  it("in order none has passed another", () => {
    const { b, frames } = three();
    b.run();
    expect(frames.map((frame) => ladderIndex(b.log).overtakings.by(frame))).toEqual([null, null, null]);
  });

  it("those that arrive while the first is held have passed the first", () => {
    const { b, frames } = three();
    b.hold(1);
    b.run(100).release(1);
    b.run();
    expect(frames.map((frame) => ladderIndex(b.log).overtakings.by(frame))).toEqual([null, 1, 1]);
  });

  it("a lost one is passed by nobody, and other ports or the other way do not count", () => {
    const { b } = three();
    b.hold(1);
    b.lose(1);
    const elsewhere = b.datagram("client", { payload: "", dstPort: 53 });
    const back = b.datagram("server", { payload: "" });
    b.hold(3);
    b.run();
    const { overtakings } = ladderIndex(b.log);
    expect([2, elsewhere, back].map((frame) => overtakings.by(frame))).toEqual([null, null, null]);
  });

  it("a copy let go before the one it was made of has passed that one", () => {
    const { b, frames } = three();
    b.hold(1);
    const copy = b.copy(1);
    b.run(60).release(copy, 10);
    b.run(100).release(1, 10);
    b.run();
    const { overtakings } = ladderIndex(b.log);
    expect(overtakings.by(copy)).toBe(1);
    expect(frames.map((frame) => overtakings.by(frame))).toEqual([null, 1, 1]);
  });

  it("a copy beside the first one has passed nobody, not even those sent after that", () => {
    const b = new TraceBuilder();
    b.delay("client", 50);
    for (const ms of [0, 10]) b.later(ms, () => b.datagram("client", { payload: "hello" }));
    const copy = b.run(25).copy(1);
    b.run();
    const { overtakings } = ladderIndex(b.log);
    expect([1, 2, copy].map((frame) => overtakings.by(frame))).toEqual([null, null, null]);
  });

  it("what was put on the wire ahead of others has not passed them, but those that were further on and held", () => {
    const { b } = three();
    b.hold(1, 0.7);
    const injected = b.inject("client", datagramBytes("client", { payload: "spoofed" }));
    b.run();
    const { overtakings } = ladderIndex(b.log);
    expect(overtakings.by(injected)).toBe(1);
    b.release(1);
    b.run();
    expect(overtakings.by(1)).toBeNull();
  });
});
