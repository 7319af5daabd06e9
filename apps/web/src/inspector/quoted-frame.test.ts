import { TraceBuilder, udpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { frameIndex } from "./frame-index.ts";

describe.each([4, 6] as const)("a port unreachable of IPv%i", (version) => {
  it("is about the datagram that it quotes, not about a later one from elsewhere", () => {
    const b = new TraceBuilder();
    const other = b.datagram("client", { payload: "one", version, dstPort: 53 });
    const about = b.datagram("client", { payload: "two", version, dstPort: 9999 });
    const own = b.datagram("server", { payload: "two", version });
    const message = b.unreachable(about, version);
    const summary = (frame: number) => frameIndex(b.log).summary(frame);
    expect(summary(message)?.about).toBe(about);
    expect([other, about, own].map((frame) => summary(frame)?.about)).toEqual([null, null, null]);
    expect([about, other].map((frame) => frameIndex(b.log).errorAbout(frame))).toEqual([message, null]);
  });

  it("of equal datagrams is about the last one before it", () => {
    const b = new TraceBuilder();
    const [first, second] = [1, 2].map(() => b.datagram("client", { payload: "again", version }));
    const message = b.unreachable(second ?? 0, version);
    b.datagram("client", { payload: "again", version });
    expect(first).not.toBe(second);
    expect(frameIndex(b.log).summary(message)?.about).toBe(second);
  });
});

describe("frames that are no errors", () => {
  it("are about nothing", () => {
    const { log } = udpEchoRun().run();
    expect(log.frames.map(({ frame }) => frameIndex(log).summary(frame)?.about)).toEqual([null, null]);
  });
});
