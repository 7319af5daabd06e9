import {
  bytesOfBase64,
  type Cause,
  type EventKind,
  type EventOf,
  type FrameOrigin,
  isFrameOrigin,
  printCall,
  printOutcome,
  type TraceEvent,
} from "@wirestage/trace";
import { quickView, tcpKind } from "@wirestage/wire";
import type { Host } from "./lab-page.ts";

/** What one host saw, in order, without anything that no two runs share: numbers, client ports, times. */
export interface HostStory {
  readonly frames: readonly string[];
  readonly states: readonly string[];
  readonly calls: readonly string[];
  readonly output: readonly string[];
}

function ofKind<K extends EventKind>(events: readonly TraceEvent[], kind: K): EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind);
}

/** The client's port comes from net.ipv4.ip_local_port_range, whose numbers have five digits; nothing else here has. */
function withoutPort(text: string): string {
  return text.replace(/\b\d{5}\b/g, "<port>");
}

function frameText({ bytes }: FrameOrigin): string {
  const view = quickView(bytesOfBase64(bytes));
  return view?.kind === "tcp" ? `${tcpKind(view)} ${view.payloadLength} B` : "not TCP";
}

function causeText(cause: Cause, events: readonly TraceEvent[]): string {
  switch (cause.by) {
    case "frame": {
      const frame = events.filter(isFrameOrigin).find((origin) => origin.frame === cause.frame);
      return `frame ${frame && frameText(frame)}`;
    }
    case "call":
      return `call ${ofKind(events, "call.entered").find(({ call }) => call === cause.call)?.name}`;
    case "timer":
      return `timer ${cause.timer}`;
    case "exit":
    case "kernel":
      return cause.by;
    default:
      return cause satisfies never;
  }
}

function statesOf(events: readonly TraceEvent[], host: Host): string[] {
  return events.flatMap((event) => {
    if (!("socket" in event) || event.kind === "call.entered" || event.host !== host) return [];
    const before = event.kind === "socket.opened" ? "" : event.before;
    const after = event.kind === "socket.closed" ? "" : event.state;
    return before === after ? [] : [`${before} → ${after}, ${causeText(event.cause, events)}`];
  });
}

function callsOf(events: readonly TraceEvent[], host: Host): string[] {
  const entered = ofKind(events, "call.entered").filter((call) => call.host === host);
  const blocked = new Set(ofKind(events, "call.blocked").map(({ call }) => call));
  return entered.map((call) => {
    const returned = ofKind(events, "call.returned").find((each) => each.call === call.call);
    const outcome = returned ? printOutcome(returned.outcome) : "no answer yet";
    const how = blocked.has(call.call) ? " blocks" : "";
    // All labs of a process share its descriptors, so their numbers say nothing of the run.
    const text = `line ${call.line}: ${printCall(call)}${how} = ${outcome.replace(/fd=\d+/, "fd")}`;
    return withoutPort(text);
  });
}

function outputOf(events: readonly TraceEvent[], host: Host): string[] {
  const started = ofKind(events, "program.started").filter((program) => program.host === host);
  const programs = new Set(started.map(({ program }) => program));
  return ofKind(events, "program.output")
    .filter(({ program }) => programs.has(program))
    .map(({ text }) => withoutPort(text));
}

export function hostStory(events: readonly TraceEvent[], host: Host): HostStory {
  return {
    frames: ofKind(events, "frame.sent")
      .filter((frame) => frame.host === host)
      .map((frame) => `${frameText(frame)}, ${causeText(frame.cause, events)}`),
    states: statesOf(events, host),
    calls: callsOf(events, host),
    output: outputOf(events, host),
  };
}

/** The client is in TIME_WAIT, the server's connection is gone, and the server waits for the next one. */
export function isEchoOver(events: readonly TraceEvent[]): boolean {
  const accepts = ofKind(events, "call.entered").filter(({ name }) => name === "accept");
  const waiting = new Set(ofKind(events, "call.blocked").map(({ call }) => call));
  return (
    ofKind(events, "socket.changed").some(({ state }) => state === "TIME_WAIT") &&
    ofKind(events, "socket.closed").some(({ host }) => host === "server") &&
    accepts.filter(({ call }) => waiting.has(call)).length === 2
  );
}
