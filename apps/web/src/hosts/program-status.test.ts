import { NS_PER_MS, type ProgramState, traceTime } from "@wirestage/trace";
import { TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { programStatus } from "./program-status.ts";

function programAt(b: TraceBuilder, program: number, ms: number): ProgramState {
  const found = b.log.seek(traceTime(ms * NS_PER_MS)).programs.get(program);
  if (!found) throw new Error(`no program ${program} at ${ms} ms`);
  return found;
}

describe("programStatus", () => {
  it("a call that blocks: waiting since it blocked; after its return: running", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run();
    const statusAt = (ms: number) => programStatus(programAt(b, 2, ms), false);
    expect(statusAt(600)).toEqual({
      doing: "waiting",
      call: 6,
      since: 520 * NS_PER_MS,
      thenRests: false,
    });
    expect(statusAt(630)).toEqual({ doing: "running" });
  });

  it("ended by itself, by a signal, or by a limit", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    const statusAt = (ms: number) => programStatus(programAt(b, program, ms), false);
    b.run(10).event({ kind: "program.ended", program, exitCode: 3, signal: null, limit: null });
    expect(statusAt(9)).toEqual({ doing: "running" });
    expect(statusAt(10)).toEqual({ doing: "exited", code: 3, limit: null });
    const killed = b.program("client");
    b.event({ kind: "program.ended", program: killed, exitCode: null, signal: "SIGKILL", limit: "calls" });
    expect(programStatus(programAt(b, killed, 10), false)).toEqual({
      doing: "killed",
      signal: "SIGKILL",
      limit: "calls",
    });
  });

  it("that had not ended when its lab did: gone, whatever it was doing; one that had: as it ended", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run();
    expect(programStatus(programAt(b, 2, 600), true)).toEqual({ doing: "gone" });
    const program = b.program("client");
    b.event({ kind: "program.ended", program, exitCode: 3, signal: null, limit: null });
    const ended = b.log.latest.programs.get(program);
    expect(ended && programStatus(ended, true)).toEqual({ doing: "exited", code: 3, limit: null });
  });

  it("asks until a line was typed", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    b.run(10).event({ kind: "program.asking", program });
    b.run(20).event({ kind: "program.input", program, text: "hello" });
    expect(programStatus(programAt(b, program, 15), false)).toEqual({ doing: "asking", thenRests: false });
    expect(programStatus(programAt(b, program, 25), false)).toEqual({ doing: "running" });
  });

  it("paused between calls it rests; inside a call or a question it rests after that", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    b.event({ kind: "program.paused", program });
    expect(programStatus(programAt(b, program, 0), false)).toEqual({ doing: "resting" });
    b.run(10).event({ kind: "program.resumed", program });
    const call = b.enter(program, "client", "recv", [1024], 9);
    b.event({ kind: "call.blocked", call });
    b.event({ kind: "program.paused", program });
    expect(programStatus(programAt(b, program, 10), false)).toMatchObject({
      doing: "waiting",
      thenRests: true,
    });
    b.run(20).return(call);
    expect(programStatus(programAt(b, program, 20), false)).toEqual({ doing: "resting" });
    b.run(30).event({ kind: "program.asking", program });
    expect(programStatus(programAt(b, program, 30), false)).toEqual({ doing: "asking", thenRests: true });
  });
});
