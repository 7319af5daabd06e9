import { describe, expect, it } from "vitest";
import { handshakeFacts, logOf } from "../inspector/handshake.fixture.ts";
import { concerns, lastConcerned } from "./subject.ts";

const { events } = logOf([
  ...handshakeFacts(),
  { kind: "frame.delivered", frame: 1, host: "server" },
  { kind: "frame.delivered", frame: 2, host: "client" },
]);

describe("concerns", () => {
  it("finds every event of the selected frame and of no other", () => {
    const found = events.filter((event) => concerns(event, { kind: "frame", frame: 1 }));
    expect(found.map((event) => event.kind)).toEqual(["frame.sent", "frame.delivered"]);
  });

  it("does not take a call for the frame of the same number", () => {
    expect(events.some((event) => concerns(event, { kind: "call", call: 1 }))).toBe(false);
  });

  it("finds nothing where nothing is selected", () => {
    expect(events.some((event) => concerns(event, null))).toBe(false);
  });
});

describe("lastConcerned", () => {
  it("looks back from where the playhead is", () => {
    const selection = { kind: "frame", frame: 1 } as const;
    expect(lastConcerned(events, 99, selection)).toBe(6);
    expect(lastConcerned(events, 5, selection)).toBe(1);
    expect(lastConcerned(events, 0, selection)).toBe(-1);
  });
});
