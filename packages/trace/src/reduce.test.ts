import { describe, expect, it } from "vitest";
import { reduce } from "./reduce.ts";
import type { ProgramState } from "./state.ts";
import { bytesValue, TraceBuilder, udpEchoRun } from "./testing.ts";
import { traceTime } from "./time.ts";

function stateOf(builder: TraceBuilder) {
  return builder.log.latest;
}

function programOf(builder: TraceBuilder, program: number): ProgramState {
  const found = stateOf(builder).programs.get(program);
  if (!found) throw new Error(`program ${program} was never started`);
  return found;
}

describe("a program", () => {
  it("asks until a line is read, a call is made or another line runs, and not while it prints", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    const asks = () => programOf(b, program).asking;
    b.event({ kind: "program.asking", program });
    b.event({ kind: "program.output", program, stream: "terminal", text: "h" });
    expect(asks()).toBe(true);
    b.event({ kind: "program.input", program, text: "hello" });
    expect(asks()).toBe(false);
    b.event({ kind: "program.asking", program });
    b.event({ kind: "program.line", program, line: 3 });
    expect(asks()).toBe(false);
    b.event({ kind: "program.asking", program });
    b.enter(program, "client", "close", [], 4);
    expect(asks()).toBe(false);
  });

  it("rests from pause to resume, and no longer once it has ended", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    const rests = () => programOf(b, program).paused;
    b.event({ kind: "program.paused", program });
    expect(rests()).toBe(true);
    b.event({ kind: "program.resumed", program });
    expect(rests()).toBe(false);
    b.event({ kind: "program.paused", program });
    b.event({ kind: "program.ended", program, exitCode: null, signal: "SIGKILL", limit: null });
    expect(rests()).toBe(false);
    expect(programOf(b, program).ended?.signal).toBe("SIGKILL");
  });

  it("keeps the source that its tracer told, and the number of the limit that ended it", () => {
    const b = new TraceBuilder();
    const command = b.program("client", "python3 my.py", { role: null, language: "command" });
    expect(programOf(b, command).source).toBeNull();
    const source = { language: "python", file: "my.py", text: "import socket\n" } as const;
    b.event({ kind: "program.source", program: command, ...source });
    b.event({ kind: "program.ended", program: command, exitCode: null, signal: "SIGKILL", limit: "memory" });
    expect(programOf(b, command).source).toMatchObject(source);
    expect(programOf(b, command).ended?.limit).toBe("memory");
  });

  it("that was never started cannot be paused", () => {
    const b = new TraceBuilder();
    expect(() => b.event({ kind: "program.paused", program: 7 })).toThrow(/"program","number":7/);
  });
});

describe("two calls of one console", () => {
  it("wait beside each other, and each is over by itself", () => {
    const b = new TraceBuilder();
    const console = b.program("server", "console", { role: null, language: "console" });
    const first = b.enter(console, "server", "accept", [], 1);
    b.block(first);
    b.event({ kind: "program.statement", program: console, call: first + 1, text: "c.recv(9)" });
    const second = b.enter(console, "server", "recv", [9], 2);
    b.block(second);
    expect([...stateOf(b).calls.keys()]).toEqual([first, second]);
    b.return(first);
    expect([...stateOf(b).calls.keys()]).toEqual([second]);
  });
});

describe("a kernel setting", () => {
  const opened = new TraceBuilder();
  const reno = "net.ipv4.tcp_congestion_control";
  const off = "net.ipv6.conf.all.disable_ipv6";

  it("changes on the one host, and the others and the state before keep theirs", () => {
    const before = stateOf(opened);
    const change = { kind: "sysctl.changed", host: "client", name: off, from: "1", to: "0" } as const;
    const after = reduce(before, { ...change, seq: before.next, t: before.t });
    expect(after.hosts.get("client")?.sysctls.get(off)).toBe("0");
    expect(after.hosts.get("client")?.sysctls.get(reno)).toBe("reno");
    expect(after.hosts.get("server")?.sysctls.get(off)).toBeUndefined();
    expect(before.hosts.get("client")?.sysctls.get(off)).toBeUndefined();
  });

  it("of a host that the lab does not have is refused", () => {
    const change = { kind: "sysctl.changed", host: "router", name: off, from: "1", to: "0" } as const;
    expect(() => new TraceBuilder().event(change)).toThrow(/"host","host":"router"/);
  });
});

describe("a run of udp-echo", () => {
  it("leaves the server waiting on its bound socket and nothing on the wire", () => {
    const run = udpEchoRun({ input: ["one", ""] }).run();
    const { calls, sockets, onWire } = stateOf(run);
    expect([...calls.values()].map(({ entered }) => [entered.name, entered.host])).toEqual([
      ["recvfrom", "server"],
    ]);
    expect([...sockets.values()].map(({ type, state, local }) => [type, state, local.port])).toEqual([
      ["SOCK_DGRAM", "CLOSE", 8888],
    ]);
    expect(onWire.size).toBe(0);
    expect(run.log.frames.map(({ sent }) => sent.host)).toEqual(["client", "server", "client", "server"]);
  });

  it("hands a short buffer only the head of a datagram", () => {
    const run = udpEchoRun({ input: ["hello"], bufferSize: 2 }).run();
    const received = run.log.calls.find(({ entered }) => entered.name === "recvfrom")?.returned;
    expect(received?.outcome).toMatchObject({ ok: true, value: { items: [bytesValue("he"), {}] } });
  });
});

describe("rules of the wire", () => {
  const rule = { host: null, filter: "", pick: { of: "all" } } as const;
  const lose = { do: "lose" } as const;

  it("stand in the order in which they were set; one that is set again keeps its place", () => {
    const b = new TraceBuilder();
    b.event({ kind: "rule.set", rule: { ...rule, id: "first", action: lose } });
    b.event({ kind: "rule.set", rule: { ...rule, id: "second", action: lose } });
    b.event({ kind: "rule.set", rule: { ...rule, id: "first", action: { do: "hold" } } });
    const actions = () => [...stateOf(b).rules].map(([id, { action }]) => `${id}: ${action.do}`);
    expect(actions()).toEqual(["first: hold", "second: lose"]);
    b.event({ kind: "rule.removed", id: "first", why: "spent" });
    b.event({ kind: "rule.set", rule: { ...rule, id: "first", action: lose } });
    expect(actions()).toEqual(["second: lose", "first: lose"]);
  });

  it("let a frame that is rescheduled stay on the wire until it arrives", () => {
    const b = new TraceBuilder();
    b.delay("client", 100);
    const frame = b.segment("client", { flags: ["SYN"], seq: 0 });
    const by = { by: "rule", rule: "late" } as const;
    const due = traceTime(200_000_000);
    b.event({ kind: "frame.rescheduled", frame, host: "client", by, position: 0, due });
    expect(stateOf(b).onWire.get(frame)?.fates).toMatchObject([{ kind: "frame.rescheduled", due }]);
    b.run();
    expect(stateOf(b).onWire.size).toBe(0);
  });
});
