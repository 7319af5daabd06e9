import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { runOfTrace } from "./run-of-trace.ts";

function traceOf(name: string, lines: readonly string[] = []) {
  const b = new TraceBuilder();
  b.program("server", name);
  const program = b.program("client", name);
  for (const text of lines) b.event({ kind: "program.input", program, text });
  return b.log;
}

describe("the choice that a trace was made by", () => {
  it("is none before programs run, and none for programs that cannot be chosen", () => {
    expect(runOfTrace(new TraceBuilder().log)).toBeNull();
    expect(runOfTrace(traceOf("udp-echo"))).toBeNull();
  });

  it("is the one with these programs", () => {
    expect(runOfTrace(traceOf("tcp-echo-once"))).toBe("once");
  });

  it.each([
    ["whole", ["hello"]],
    ["whole", ["hello\n", "exit\n"]],
    ["talk", ["hi"]],
    ["talk", ["hello", "world"]],
    ["talk", ["hello", "exit", "more"]],
  ] as const)("of two with the same programs: %s, where %j was typed", (choice, lines) => {
    expect(runOfTrace(traceOf("tcp-echo", lines))).toBe(choice);
  });
});
