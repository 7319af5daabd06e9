import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { programOf, programStatus } from "./program-status.ts";

function statusAt(b: TraceBuilder, host: string, ms: number) {
  const t = traceTime(ms * NS_PER_MS);
  const state = b.log.seek(t);
  const program = programOf(state, host);
  return program && programStatus(b.log, state, program, t);
}

describe("programStatus", () => {
  it("no program yet: nothing to tell", () => {
    expect(statusAt(tcpEchoRun().run(10), "server", 10)).toBeNull();
  });

  it("a call that blocks: waiting since it blocked; after its return: running", () => {
    const b = tcpEchoRun({ latencyMs: 50 }).run();
    expect(statusAt(b, "client", 600)).toEqual({ doing: "waiting", call: 6, since: 520 * NS_PER_MS });
    expect(statusAt(b, "client", 630)).toEqual({ doing: "running" });
  });

  it("ended by itself or by a signal", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    b.run(10).event({ kind: "program.ended", program, exitCode: 0, signal: null, limit: null });
    const killed = b.program("client");
    b.run(20).event({
      kind: "program.ended",
      program: killed,
      exitCode: null,
      signal: "SIGKILL",
      limit: null,
    });
    expect(statusAt(b, "client", 10)).toEqual({ doing: "running" });
    expect(statusAt(b, "client", 20)).toEqual({ doing: "killed", signal: "SIGKILL" });
  });

  it("a prompt without a line end asks, until a line was typed or a call was made", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    const print = (text: string) => b.event({ kind: "program.output", program, stream: "stdout", text });
    print("connected\n");
    b.run(10);
    print("> ");
    b.run(20).event({ kind: "program.input", program, text: "hello" });
    b.run(30);
    print("> ");
    b.run(40).return(b.enter(program, "client", "close", [], 18));
    expect(statusAt(b, "client", 5)).toEqual({ doing: "running" });
    expect(statusAt(b, "client", 15)).toEqual({ doing: "asking", prompt: "> " });
    expect(statusAt(b, "client", 25)).toEqual({ doing: "running" });
    expect(statusAt(b, "client", 35)).toEqual({ doing: "asking", prompt: "> " });
    expect(statusAt(b, "client", 45)).toEqual({ doing: "running" });
  });
});
