import { NS_PER_MS, NS_PER_S, traceTime } from "@wirestage/trace";
import { TraceBuilder, tcpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { hostSockets, socketGroups, timerLeftMs } from "./host-sockets.ts";

const { log } = tcpEchoRun({ latencyMs: 50 }).run();

function socketsAt(host: string, ms: number) {
  const t = traceTime(ms * NS_PER_MS);
  return hostSockets(log, log.seek(t), host, t);
}

const told = (host: string, ms: number) =>
  socketsAt(host, ms).map(({ view, gone }) => (gone ? `${view.state} gone` : view.state));

describe("hostSockets", () => {
  it("listening sockets stand first, those of the other host nowhere", () => {
    expect(told("server", 600)).toEqual(["LISTEN", "SYN_RECV"]);
    expect(told("client", 600)).toEqual(["SYN_SENT"]);
  });

  it("a closed socket lingers for two seconds of trace time, with what ended it as its cause", () => {
    expect(told("server", 1369)).toEqual(["LISTEN", "LAST_ACK"]);
    expect(told("server", 1371)).toEqual(["LISTEN", "LAST_ACK gone"]);
    expect(socketsAt("server", 1371)[1]?.cause).toEqual({ by: "frame", frame: 11 });
    expect(told("server", 3372)).toEqual(["LISTEN"]);
  });

  it("what merely changed a queue does not become the cause of the state", () => {
    const b = new TraceBuilder();
    const connecting = b.socket("client", { state: "SYN_SENT", cause: { by: "kernel" } });
    b.change(connecting, { state: "ESTABLISHED", cause: { by: "frame", frame: 2 } });
    b.change(connecting, {
      state: "ESTABLISHED",
      queues: { receive: 0, send: 5 },
      cause: { by: "call", call: 4 },
    });
    const [card] = hostSockets(b.log, b.log.latest, "client", b.t);
    expect(card?.view.queues.send).toBe(5);
    expect(card?.cause).toEqual({ by: "frame", frame: 2 });
  });

  it("looking back, a socket that was closed later is still there", () => {
    expect(told("client", 5000)).toEqual(["TIME_WAIT"]);
    expect(told("client", 61_400)).toEqual(["TIME_WAIT gone"]);
  });
});

describe("socketGroups", () => {
  const byKernel = { cause: { by: "kernel" } } as const;
  const groupsOf = (b: TraceBuilder) =>
    socketGroups(hostSockets(b.log, b.log.latest, "client", b.t)).map(({ program, sockets }) => [
      program,
      ...sockets.map(({ view }) => view.socket),
    ]);

  it("puts everything together while one program holds sockets, also those that nobody holds yet", () => {
    const b = new TraceBuilder();
    const program = b.program("client");
    b.socket("client", { state: "LISTEN", program, ...byKernel });
    b.socket("client", { state: "SYN_RECV", ...byKernel });
    expect(groupsOf(b)).toEqual([[null, 1, 2]]);
  });

  it("parts the sockets of two programs, leaves a closed one with the last that held it, and puts the rest last", () => {
    const b = new TraceBuilder();
    const [one, two] = [b.program("client"), b.program("client")];
    b.socket("client", { state: "SYN_RECV", ...byKernel });
    const closing = b.socket("client", { state: "ESTABLISHED", program: one, ...byKernel });
    b.socket("client", { state: "ESTABLISHED", program: two, ...byKernel });
    b.change(closing, { state: "FIN_WAIT1", program: null, ...byKernel });
    expect(groupsOf(b)).toEqual([
      [one, 2],
      [two, 3],
      [null, 1],
    ]);
  });
});

describe("timerLeftMs", () => {
  it("counts on from what the kernel said, and never below nothing", () => {
    const view = socketsAt("client", 5000)[0]?.view;
    if (!view) throw new Error("the client has a socket in TIME_WAIT");
    expect(timerLeftMs(view, traceTime(view.t + 10 * NS_PER_S))).toBe(50_000);
    expect(timerLeftMs(view, traceTime(view.t + 90 * NS_PER_S))).toBe(0);
    expect(timerLeftMs({ ...view, timer: null }, view.t)).toBeNull();
  });
});
