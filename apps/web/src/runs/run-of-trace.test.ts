import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { runOfTrace } from "./run-of-trace.ts";

function traceOf(name: string, lines: readonly string[] = [], parameters = {}) {
  const b = new TraceBuilder();
  b.program("server", name, { language: "python", parameters });
  const program = b.program("client", name, { parameters });
  for (const text of lines) b.event({ kind: "program.input", program, text });
  return b.log;
}

describe("the choice that a trace was made by", () => {
  it("is none before programs run, and none for what is no program of a pair", () => {
    const b = new TraceBuilder();
    expect(runOfTrace(b.log)).toBeNull();
    b.program("client", "console", { role: null, language: "console" });
    expect(runOfTrace(b.log)).toBeNull();
  });

  it("is the pair with the language of each side and what was set", () => {
    const parameters = { ADDRESS: "192.0.2.2", PORT: 9000, BACKLOG: 5, paceMs: 200 };
    expect(runOfTrace(traceOf("udp-echo", ["hi"], parameters))).toEqual({
      run: "udp-echo",
      language: "python",
      clientLanguage: "ts",
      input: [],
      parameters: { ADDRESS: "192.0.2.2", PORT: 9000, BACKLOG: 5 },
    });
  });

  it("leaves out the path of an AF_UNIX socket, which another lab does not have", () => {
    const parameters = { ADDRESS: "/tmp/wirestage-x/unix-echo.sock", BUFFER_SIZE: 16 };
    expect(runOfTrace(traceOf("unix-echo", [], parameters))?.parameters).toEqual({ BUFFER_SIZE: 16 });
  });

  it("has what either side was set to, and the client's secret where it was another", () => {
    const b = new TraceBuilder();
    b.program("server", "tcp-hmac", { parameters: { SECRET: "/a", TIMEOUT: 9 } });
    b.program("client", "tcp-hmac", { parameters: { SECRET: "b" } });
    expect(runOfTrace(b.log)).toMatchObject({ parameters: { SECRET: "/a", TIMEOUT: 9 }, clientSecret: "b" });
    const same = runOfTrace(traceOf("tcp-hmac", [], { SECRET: "a" }));
    expect(same).toMatchObject({ parameters: { SECRET: "a" } });
    expect(same?.clientSecret).toBeUndefined();
  });

  it.each([
    [["hello", "exit"], []],
    [["hello", "exit"], ["hello"]],
    [
      ["hello", "exit"],
      ["hello\n", "exit\n"],
    ],
    [[], ["hi"]],
    [[], ["hello", "world"]],
    [[], ["hello", "exit", "more"]],
  ])("types %j again where %j was typed", (input, lines) => {
    expect(runOfTrace(traceOf("tcp-echo", lines))?.input).toEqual(input);
  });

  it("is told by a server that runs alone, for both sides", () => {
    const b = new TraceBuilder();
    b.program("server", "tcp-echo-once", { language: "python" });
    expect(runOfTrace(b.log)).toMatchObject({
      run: "tcp-echo-once",
      language: "python",
      clientLanguage: "python",
    });
  });
});
