import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { flowState } from "./flow-state.ts";
import { currentStep } from "./step-text.ts";

const { log } = tcpEchoRun({ latencyMs: 50, paceMs: 100 }).run();

describe("the step to look at", () => {
  it.each([
    [10, null],
    [30, { side: "server", name: "socket" }],
    [350, { side: "server", name: "accept" }],
    [545, { side: "client", name: "connect" }],
    [700, { side: "client", name: "connect" }],
    [5_000, { side: "server", name: "accept" }],
  ] as const)("at %i ms is the one that a program is in, or was in last", (ms, place) => {
    const state = log.seek(traceTime(ms * NS_PER_MS));
    expect(currentStep(flowState("tcp", log, state, false))).toEqual(place);
  });
});
