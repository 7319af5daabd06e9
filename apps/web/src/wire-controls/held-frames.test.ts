import type { EventFacts } from "@wirestage/trace";
import { describe, expect, it } from "vitest";
import { handshakeFacts, LAB_OPENED, logOf } from "../inspector/handshake.fixture.ts";
import { heldFrames, isHolding } from "./held-frames.ts";

function held(frame: number, host: string): EventFacts {
  return { kind: "frame.held", frame, host, by: { by: "hand" }, position: 0.5 };
}
function rule(host: string, to: number | null): EventFacts {
  return { kind: "rule.changed", host, rule: "hold", from: null, to };
}

describe("heldFrames", () => {
  it("puts the frame held longest first, whatever its number", () => {
    const { latest } = logOf([...handshakeFacts(), held(2, "server"), held(1, "client")]);
    expect(heldFrames(latest).map(({ frame }) => frame)).toEqual([2, 1]);
  });

  it("leaves out frames that fly, were let go or arrived", () => {
    const facts = [...handshakeFacts(), held(1, "client"), held(2, "server")];
    const released = { kind: "frame.released", frame: 1, host: "client", by: { by: "hand" } } as const;
    const { latest } = logOf([
      ...facts,
      { ...released, due: logOf(facts).latest.t },
      { kind: "frame.delivered", frame: 2, host: "client" },
    ]);
    expect(heldFrames(latest)).toEqual([]);
  });
});

describe("isHolding", () => {
  it("is so only while every host's frames are held", () => {
    expect(isHolding(logOf([LAB_OPENED, rule("client", 0.5)]).latest)).toBe(false);
    expect(isHolding(logOf([LAB_OPENED, rule("client", 0.5), rule("server", 0.5)]).latest)).toBe(true);
    const off = [LAB_OPENED, rule("client", 0.5), rule("server", 0.5), rule("client", null)];
    expect(isHolding(logOf(off).latest)).toBe(false);
  });

  it("is not so before the lab has opened", () => {
    expect(isHolding(logOf([]).latest)).toBe(false);
  });
});
