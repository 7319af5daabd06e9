import { TraceLog } from "@wirestage/trace";
import { TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { OpenLabRequest } from "../http.ts";
import type { AgainScript } from "./script.ts";
import { scriptOf } from "./script-of.ts";

const BEGAN = { run: "tcp-echo", input: ["hello"], latencyMs: 50 };

/** The trace that a builder wrote, as of a lab that was asked for this. */
function logOf(builder: TraceBuilder, request: Readonly<Record<string, unknown>> | null = BEGAN): TraceLog {
  const log = new TraceLog();
  log.append(
    builder.log.events.map((event) => (event.kind === "lab.opened" ? { ...event, request } : event)),
  );
  return log;
}

function requestOf(log: TraceLog, seq = log.events.length - 1): OpenLabRequest {
  const answer = scriptOf(log, seq, "before");
  if (answer.ok) return answer.request;
  throw new Error(answer.why);
}

function scriptIn(log: TraceLog, seq?: number): AgainScript {
  const { script } = requestOf(log, seq);
  if (script) return script;
  throw new Error("no script");
}

function give(builder: TraceBuilder, command: Readonly<Record<string, unknown>>): void {
  builder.event({ kind: "command.given", command });
}

describe("what to ask a new lab for", () => {
  it("is what the one before began with, its seed, and a script; a lab takes it as it is", () => {
    const request = requestOf(logOf(tcpEchoRun().run(2_000)));
    expect(OpenLabRequest.parse(request)).toEqual(request);
    expect(request).toMatchObject({
      ...BEGAN,
      seed: expect.any(Number),
      script: { of: "before", steps: [] },
    });
  });

  it("names a frame by what it is and by its place among those that are called so", () => {
    const b = tcpEchoRun().run(540);
    give(b, { do: "frame.drop", frame: 1 });
    const [step] = scriptIn(logOf(b)).steps;
    expect(step?.frame).toEqual({ name: "client SYN 0 bytes seq 0", nth: 1 });
    expect(step?.at.frames).toEqual([{ frame: step?.frame, is: "flying" }]);
    expect(step?.at.counts).toMatchObject({ "client sends SYN": 1, "calls 2 connect": 1 });
  });

  it("tells of each point only what has grown since the one before", () => {
    const b = tcpEchoRun().run(540);
    give(b, { do: "wire.hold", on: true });
    give(b, { do: "wire.hold", on: false });
    const { steps, goal } = scriptIn(logOf(b.run(600)));
    expect(steps[1]?.at.counts).toEqual({});
    expect(goal.counts).toHaveProperty("server sends SYN-ACK", 1);
  });

  it("lets that frame go which a step let go", () => {
    const b = tcpEchoRun().run(540);
    b.hold(1);
    give(b, { do: "wire.step" });
    b.release(1, 5);
    const [step] = scriptIn(logOf(b)).steps;
    expect(step).toMatchObject({
      command: { do: "frame.release", frame: 1 },
      at: { frames: [{ is: "held" }] },
    });
  });

  it("leaves out what was refused because its frame was gone", () => {
    const b = tcpEchoRun().run(2_000);
    give(b, { do: "frame.drop", frame: 1 });
    expect(scriptIn(logOf(b)).steps).toEqual([]);
  });

  it("cuts short how long a person waited while nothing ran that mattered later", () => {
    const b = new TraceBuilder().run(30_000);
    give(b, { do: "wire.hold", on: true });
    expect(scriptIn(logOf(b)).steps[0]?.waitMs).toBe(1_000);
  });

  it("keeps the wait whole while a timer ran that rang in the story", () => {
    const waitBefore = (until: number) => {
      const b = tcpEchoRun().run(30_000);
      give(b, { do: "wire.hold", on: true });
      return scriptIn(logOf(b.run(until))).steps[0]?.waitMs;
    };
    expect(waitBefore(40_000)).toBe(1_000);
    expect(waitBefore(70_000)).toBeGreaterThan(20_000);
  });
});

describe("what was done cannot be done again", () => {
  it("where the trace does not tell with what its lab began", () => {
    expect(scriptOf(logOf(tcpEchoRun(), null), 0, null)).toEqual({ ok: false, why: "unknown" });
    expect(scriptOf(logOf(tcpEchoRun(), { run: "later" }), 0, null)).toEqual({ ok: false, why: "unknown" });
    expect(scriptOf(new TraceLog(), 0, null)).toEqual({ ok: false, why: "unknown" });
  });

  it("where more was done than a request takes", () => {
    const b = new TraceBuilder();
    for (let at = 0; at < 1_001; at += 1) give(b, { do: "wire.hold", on: true });
    const log = logOf(b);
    expect(scriptOf(log, log.events.length - 1, null)).toEqual({ ok: false, why: "too-long" });
  });

  it("where a command was started from a terminal", () => {
    const b = new TraceBuilder();
    b.event({
      ...{ kind: "program.started", program: 1, host: "client", name: "nc 192.0.2.2 8888", role: null },
      ...{ language: "command", parameters: {} },
    });
    const log = logOf(b);
    expect(scriptOf(log, 1, null)).toEqual({ ok: false, why: "started-by-hand" });
    expect(scriptOf(log, 0, null)).toMatchObject({ ok: true });
  });
});
