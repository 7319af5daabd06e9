import type { TraceEvent, TraceLog } from "@wirestage/trace";

/** From top to bottom: frames, sockets, calls and programs. */
export const LANES = 3;

/** Names of theme tokens. */
export type TickColour =
  | "--accent"
  | "--held"
  | "--lost"
  | "--client"
  | "--server"
  | "--kind-ack"
  | "--kind-other";

export interface Tick {
  readonly lane: 0 | 1 | 2;
  readonly colour: TickColour;
}

function hostColour(host: string | undefined): TickColour {
  return host === "client" ? "--client" : host === "server" ? "--server" : "--kind-other";
}

/** Where an event's tick stands on the timeline, and in which colour. */
export function tickOf(event: TraceEvent, log: TraceLog): Tick {
  switch (event.kind) {
    case "frame.sent":
    case "frame.delivered":
      return { lane: 0, colour: "--accent" };
    case "frame.copied":
    case "frame.injected":
    case "frame.altered":
    case "frame.held":
    case "frame.released":
    case "frame.rescheduled":
    case "rule.changed":
    case "rule.set":
    case "rule.removed":
      return { lane: 0, colour: "--held" };
    case "frame.lost":
      return { lane: 0, colour: "--lost" };
    case "socket.opened":
    case "socket.changed":
    case "socket.closed":
      return { lane: 1, colour: hostColour(event.host) };
    case "call.entered":
      return { lane: 2, colour: hostColour(event.host) };
    case "call.blocked":
    case "call.returned":
      return { lane: 2, colour: hostColour(log.calls[event.call - 1]?.entered.host) };
    case "program.started":
    case "program.source":
    case "program.line":
    case "program.asking":
    case "program.paused":
    case "program.resumed":
    case "program.output":
    case "program.input":
    case "program.statement":
    case "program.ended":
      return { lane: 2, colour: "--kind-ack" };
    case "lab.opened":
    case "sysctl.changed":
    case "command.given":
    case "note":
      return { lane: 2, colour: "--kind-other" };
    default:
      return event satisfies never;
  }
}
