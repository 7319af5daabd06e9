import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { TraceBuilder } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { callsOf, callThen, countEntered } from "./call-index.ts";

it("tells the calls of each program, also those that came after it was first asked", () => {
  const b = new TraceBuilder();
  const [server, client] = [b.program("server"), b.program("client")];
  const call = (program: number) => b.enter(program, "client", "recv", [], 1);
  call(server);
  call(client);
  expect(callsOf(b.log, server)).toEqual([1]);
  call(server);
  expect(callsOf(b.log, server)).toEqual([1, 3]);
  expect(callsOf(b.log, client)).toEqual([2]);
  expect(callsOf(b.log, 9)).toEqual([]);
});

it("counts those that had been entered by then", () => {
  const b = new TraceBuilder();
  const program = b.program("client");
  for (const ms of [10, 20, 30]) b.run(ms).enter(program, "client", "recv", [], 1);
  const calls = callsOf(b.log, program);
  const counts = [5, 10, 25, 99].map((ms) =>
    countEntered(b.log, calls, b.log.countAt(traceTime(ms * NS_PER_MS))),
  );
  expect(counts).toEqual([0, 1, 2, 3]);
});

describe("how long a call has waited", () => {
  function waitedAt(ms: number, act: (b: TraceBuilder, call: number, program: number) => void) {
    const b = new TraceBuilder();
    const program = b.program("client");
    const call = b.enter(program, "client", "recv", [], 1);
    b.run(10).block(call);
    b.run(40);
    act(b, call, program);
    const t = traceTime(ms * NS_PER_MS);
    const entry = b.log.calls[call - 1];
    const waited = entry ? callThen(entry, b.log.seek(t), t).waitedNs : undefined;
    return typeof waited === "number" ? waited / NS_PER_MS : waited;
  }
  const returns = (b: TraceBuilder, call: number) => b.return(call);
  const ends = (b: TraceBuilder, _call: number, program: number) =>
    b.event({ kind: "program.ended", program, exitCode: null, signal: "SIGKILL", limit: null });

  it("is nothing before the kernel let it wait", () => {
    expect(waitedAt(5, returns)).toBeNull();
  });

  it("grows until it returns, or until its program ends inside of it", () => {
    expect(waitedAt(25, returns)).toBe(15);
    expect(waitedAt(90, returns)).toBe(30);
    expect(waitedAt(90, ends)).toBe(30);
  });
});
