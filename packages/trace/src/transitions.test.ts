import { describe, expect, it } from "vitest";
import { TcpState } from "./facts.ts";
import { rfcSpelling, TRANSITIONS, transitionBetween } from "./transitions.ts";

describe("TRANSITIONS", () => {
  it("lead into and out of each of the eleven states", () => {
    for (const state of TcpState.options) {
      expect(TRANSITIONS.some(({ to }) => to === state)).toBe(true);
      expect(TRANSITIONS.some(({ from }) => from === state)).toBe(true);
    }
  });

  it("name each arrow once", () => {
    const arrows = TRANSITIONS.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(arrows).size).toBe(arrows.length);
  });

  it("explain a step of RFC 9293 Figure 5 and flag what is none", () => {
    expect(transitionBetween("SYN_SENT", "ESTABLISHED")).toMatchObject({
      trigger: "rcv SYN,ACK",
      action: "snd ACK",
    });
    expect(transitionBetween("TIME_WAIT", "ESTABLISHED")).toBeNull();
  });
});

describe("rfcSpelling", () => {
  it("spells states as the RFC does", () => {
    expect(["SYN_RECV", "FIN_WAIT1", "CLOSE"].map((state) => rfcSpelling(TcpState.parse(state)))).toEqual([
      "SYN-RECEIVED",
      "FIN-WAIT-1",
      "CLOSED",
    ]);
  });
});
