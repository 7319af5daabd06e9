import type { EventFacts } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { fateIn, sentWithin } from "./frame-fate.ts";
import { handshakeFacts, logOf } from "./handshake.fixture.ts";

const DELIVERED: EventFacts = { kind: "frame.delivered", frame: 1, host: "server" };
const log = logOf([...handshakeFacts(), DELIVERED]);

describe("sentWithin", () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [6, 5],
    [7, 5],
  ])("of the frames sent by the first %i events there are %i", (next, count) => {
    expect(sentWithin([1, 2, 3, 4, 5], log, next)).toBe(count);
  });

  it("counts only the frames that it is asked about", () => {
    expect(sentWithin([2, 5], log, 6)).toBe(2);
    expect(sentWithin([2, 5], log, 5)).toBe(1);
  });
});

describe("fateIn", () => {
  const entry = log.frames[0];
  if (!entry) throw new Error("no frame 1");

  it("has the frame on the wire until the event that it arrived is in view", () => {
    const before = log.stateAfter(6);
    expect(fateIn(before, entry, before.t).fate).toBe("flying");
  });

  it("has it arrived from then on", () => {
    expect(fateIn(log.latest, entry, log.latest.t).fate).toBe("delivered");
  });
});
