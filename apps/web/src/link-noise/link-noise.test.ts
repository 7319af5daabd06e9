import { routerSolicitationBytes, udpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { frameIndex } from "../inspector/frame-index.ts";
import { asksForNoise, tellsOfNoise, withNoise } from "./link-noise.ts";

describe("link noise in the address", () => {
  it.each([
    ["", false],
    ["?lang=zh", false],
    ["?noise=1", true],
    ["?noise=yes", false],
    ["?lang=zh&noise=1", true],
  ])("%j asks for it: %s", (search, asked) => {
    expect(asksForNoise(search)).toBe(asked);
  });

  it("is put there and taken away without touching the rest", () => {
    expect(withNoise("?lang=zh", true)).toBe("?lang=zh&noise=1");
    expect(withNoise("?noise=1&lang=zh", false)).toBe("?lang=zh");
    expect(withNoise("?noise=1", false)).toBe("");
  });
});

describe("link noise in a trace", () => {
  it("is every event of a router solicitation and none of a datagram, and is counted up to the playhead", () => {
    const b = udpEchoRun();
    b.later(5, () => b.frame("client", routerSolicitationBytes("client")));
    const { log } = b.run();
    const kinds = log.events.filter((event) => tellsOfNoise(event, log)).map((event) => event.kind);
    expect(kinds).toEqual(["frame.sent", "frame.delivered"]);
    const seq = log.frames[0]?.sent.seq ?? 0;
    const index = frameIndex(log);
    expect([index.noiseBefore(seq), index.noiseBefore(seq + 1)]).toEqual([0, 1]);
    expect([1, 2, 3].map((frame) => index.isNoise(frame))).toEqual([true, false, false]);
  });

  it("is also what a hand did to a router solicitation that flew: put it off", () => {
    const b = udpEchoRun();
    b.later(5, () => {
      b.frame("client", routerSolicitationBytes("client"));
      b.reschedule(1, 20);
    });
    const { log } = b.run();
    const moved = log.events.filter(({ kind }) => kind === "frame.rescheduled");
    expect(moved.map((event) => tellsOfNoise(event, log))).toEqual([true]);
  });
});
