export type Flow = "tcp" | "udp";
export type FlowSide = "client" | "server";

/** A step carries the name of its call. */
export type StepName =
  | "socket"
  | "bind"
  | "listen"
  | "accept"
  | "connect"
  | "recv"
  | "send"
  | "recvfrom"
  | "sendto"
  | "close";

export interface FlowStep {
  readonly name: StepName;
  readonly row: number;
}

/** From a step back up to an earlier one. The outer of two loops of a side has depth 1. */
export interface FlowLoop {
  readonly side: FlowSide;
  readonly from: StepName;
  readonly to: StepName;
  readonly depth: 0 | 1;
}

/** What goes from one host to the other, in the row of the steps that it belongs to. `both`: there and back. */
export interface FlowCrossing {
  readonly name: "handshake" | "request" | "reply" | "end";
  readonly row: number;
  readonly way: "toServer" | "toClient" | "both";
}

export interface FlowPlan {
  readonly rows: number;
  readonly steps: Readonly<Record<FlowSide, readonly FlowStep[]>>;
  readonly loops: readonly FlowLoop[];
  readonly crossings: readonly FlowCrossing[];
  /** Where the server's kernel, and not its program, shakes hands; null where there is no handshake. */
  readonly kernelRow: number | null;
}

function steps(...named: readonly (readonly [StepName, number])[]): FlowStep[] {
  return named.map(([name, row]) => ({ name, row }));
}

/** Steps that answer each other stand in one row. */
export const PLANS: Readonly<Record<Flow, FlowPlan>> = {
  tcp: {
    rows: 8,
    steps: {
      client: steps(["socket", 2], ["connect", 3], ["send", 5], ["recv", 6], ["close", 7]),
      server: steps(
        ["socket", 0],
        ["bind", 1],
        ["listen", 2],
        ["accept", 4],
        ["recv", 5],
        ["send", 6],
        ["close", 7],
      ),
    },
    loops: [
      { side: "client", from: "recv", to: "send", depth: 0 },
      { side: "server", from: "send", to: "recv", depth: 0 },
      { side: "server", from: "close", to: "accept", depth: 1 },
    ],
    crossings: [
      { name: "handshake", row: 3, way: "both" },
      { name: "request", row: 5, way: "toServer" },
      { name: "reply", row: 6, way: "toClient" },
      { name: "end", row: 7, way: "both" },
    ],
    kernelRow: 3,
  },
  udp: {
    rows: 5,
    steps: {
      client: steps(["socket", 1], ["sendto", 2], ["recvfrom", 3], ["close", 4]),
      server: steps(["socket", 0], ["bind", 1], ["recvfrom", 2], ["sendto", 3], ["close", 4]),
    },
    loops: [
      { side: "client", from: "recvfrom", to: "sendto", depth: 0 },
      { side: "server", from: "sendto", to: "recvfrom", depth: 0 },
    ],
    crossings: [
      { name: "request", row: 2, way: "toServer" },
      { name: "reply", row: 3, way: "toClient" },
    ],
    kernelRow: null,
  },
};

/** Calls under another name than their step's, those of files made of a socket included. */
const READS: ReadonlySet<string> = new Set(["recv", "recvfrom", "readline", "read"]);
const WRITES: ReadonlySet<string> = new Set(["send", "sendall", "sendto", "write", "flush"]);

function stepName(flow: Flow, call: string): string {
  if (READS.has(call)) return flow === "tcp" ? "recv" : "recvfrom";
  if (WRITES.has(call)) return flow === "tcp" ? "send" : "sendto";
  return call === "connect_ex" ? "connect" : call;
}

/** The step that a call of this name is, or null where the chart has none for it, as for `setsockopt`. */
export function stepOfCall(flow: Flow, side: FlowSide, call: string): StepName | null {
  const name = stepName(flow, call);
  return PLANS[flow].steps[side].find((step) => step.name === name)?.name ?? null;
}
