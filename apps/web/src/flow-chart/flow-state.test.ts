import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { TraceBuilder, tcpEchoRun, udpEchoRun } from "@wirestage/trace/testing";
import { describe, expect, it } from "vitest";
import { type Flow, type FlowSide, stepOfCall } from "./flow-plan.ts";
import { type FlowState, flowOfNewest, flowState } from "./flow-state.ts";

function at(b: TraceBuilder, flow: Flow, ms: number): FlowState {
  return flowState(flow, b.log, b.log.seek(traceTime(ms * NS_PER_MS)), false);
}

/** `bind ✓`, `recv ×2`, `accept waiting`; steps that were not yet reached are left out. */
function told({ sides }: FlowState, side: FlowSide): string[] {
  return [...sides[side].steps].flatMap(([name, step]) => {
    if (step.status === "none") return [];
    if (step.status === "done") return [step.times === 1 ? `${name} ✓` : `${name} ×${step.times}`];
    return [`${name} ${step.status === "failed" ? step.code : step.status}`];
  });
}

describe("the flow of a TCP run", () => {
  const run = tcpEchoRun({ latencyMs: 50, input: ["one", "two"] }).run();

  it("the server has listened and waits in accept, the client is not there", () => {
    const state = at(run, "tcp", 350);
    expect(told(state, "server")).toEqual(["socket ✓", "bind ✓", "listen ✓", "accept waiting"]);
    expect(state.sides.client.program).toBeNull();
  });

  it("while the SYN flies connect waits, and the handshake is under way", () => {
    const state = at(run, "tcp", 545);
    expect(told(state, "client")).toEqual(["socket ✓", "connect waiting"]);
    expect(state.crossings.get("handshake")).toBe("underway");
    expect(state.crossings.get("request")).toBe("none");
  });

  it("rounds of the inner loop are counted, and at the end everything has crossed", () => {
    const state = at(run, "tcp", 5000);
    expect(told(state, "client")).toEqual(["socket ✓", "connect ✓", "send ×2", "close ✓"]);
    expect(told(state, "server").slice(3)).toEqual(["accept waiting", "recv ×3", "send ×2", "close ✓"]);
    expect([...state.crossings.values()]).toEqual(["done", "done", "done", "done"]);
  });

  it("looking back it is as it was then", () => {
    expect(at(run, "tcp", 545)).toEqual(at(run, "tcp", 545));
    expect(told(at(run, "tcp", 100), "server")).toEqual(["socket ✓"]);
  });
});

describe("the flow of a UDP run", () => {
  const run = udpEchoRun({ latencyMs: 50, input: ["hello"] }).run();

  it("is known from the first socket on, and the server waits in recvfrom", () => {
    const early = run.log.stateAfter(2);
    expect(flowOfNewest(run.log, early)).toBeNull();
    expect(flowOfNewest(run.log, run.log.latest)).toBe("udp");
    expect(told(at(run, "udp", 350), "server")).toEqual(["socket ✓", "bind ✓", "recvfrom waiting"]);
  });

  it("has a datagram under way, then done", () => {
    expect(at(run, "udp", 440).crossings.get("request")).toBe("underway");
    expect(at(run, "udp", 480).crossings.get("request")).toBe("done");
  });

  it("shows nothing on the chart of the other flow", () => {
    expect(at(run, "tcp", 1000).sides.server.program).toBeNull();
  });
});

describe("the flow of AF_UNIX programs", () => {
  it("crosses no wire: what arrived is told by the calls that took it", () => {
    const b = new TraceBuilder();
    const unix = [{ type: "constant", name: "AF_UNIX", value: 1 } as const];
    const [server, client] = [b.program("server"), b.program("server", "unix-echo", { role: "client" })];
    for (const program of [server, client]) b.return(b.enter(program, "server", "socket", unix, 4));
    b.return(b.enter(client, "server", "connect", ["/run/echo.sock"], 5));
    const state = at(b, "tcp", 0);
    expect(state.isUnix).toBe(true);
    expect([...state.crossings.values()]).toEqual(["done", "none", "none", "none"]);
    b.return(b.enter(server, "server", "recv", [1024], 12));
    expect(at(b, "tcp", 0).crossings.get("request")).toBe("done");
  });
});

describe("a step that does not end well", () => {
  it("names the error", () => {
    const b = new TraceBuilder();
    const client = b.program("client");
    b.return(b.enter(client, "client", "socket", [], 4));
    const connect = b.enter(client, "client", "connect", [], 5);
    b.return(connect, { ok: false, errno: 111, code: "ECONNREFUSED" });
    expect(told(at(b, "tcp", 0), "client")).toEqual(["socket ✓", "connect ECONNREFUSED"]);
  });

  it("is stopped with its program, and a newer one begins afresh", () => {
    const b = new TraceBuilder();
    const first = b.program("client");
    b.return(b.enter(first, "client", "socket", [], 4));
    b.block(b.enter(first, "client", "recv", [1024], 9));
    b.event({ kind: "program.ended", program: first, exitCode: null, signal: "SIGKILL", limit: null });
    expect(told(at(b, "tcp", 0), "client")).toEqual(["socket ✓", "recv stopped"]);
    b.return(b.enter(b.program("client"), "client", "socket", [], 4));
    expect(told(at(b, "tcp", 0), "client")).toEqual(["socket ✓"]);
  });
});

describe("stepOfCall", () => {
  it.each([
    ["tcp", "server", "sendall", "send"],
    ["tcp", "client", "connect_ex", "connect"],
    ["tcp", "server", "readline", "recv"],
    ["udp", "client", "recv", "recvfrom"],
    ["udp", "client", "connect", null],
    ["tcp", "client", "bind", null],
    ["tcp", "server", "setsockopt", null],
  ] as const)("in %s a %s's %s is %s", (flow, side, call, step) => {
    expect(stepOfCall(flow, side, call)).toBe(step);
  });
});
