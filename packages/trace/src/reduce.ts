import type { EventOf, FrameEvent, TraceEvent } from "./event.ts";
import { frameEnd, frameEntry, repeatedFrame, withFate, withRepeat } from "./frame-entry.ts";
import type { CallEntry, ProgramState, TraceState } from "./state.ts";

/** An event that does not follow from the events before it: the trace was cut or put together wrongly. */
export class TraceError extends Error {
  override readonly name = "TraceError";
  readonly code: "trace_gap" | "trace_unknown_reference";
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: TraceError["code"], facts: TraceError["facts"]) {
    super(`${code}: ${JSON.stringify(facts)}`);
    this.code = code;
    this.facts = facts;
  }
}

function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value);
}

function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}

function known<V>(map: ReadonlyMap<number, V>, what: string, number: number, seq: number): V {
  const found = map.get(number);
  if (found === undefined) throw new TraceError("trace_unknown_reference", { what, number, seq });
  return found;
}

function withProgram(
  state: TraceState,
  program: number,
  change: Partial<ProgramState>,
  seq: number,
): TraceState {
  const before = known(state.programs, "program", program, seq);
  return { ...state, programs: withEntry(state.programs, program, { ...before, ...change }) };
}

function withCall(state: TraceState, seq: number, call: CallEntry): TraceState {
  const { entered, returned } = call;
  const calls = returned ? without(state.calls, entered.call) : withEntry(state.calls, entered.call, call);
  const change = entered.line === null ? { call } : { call, line: entered.line };
  return { ...withProgram(state, entered.program, change, seq), calls };
}

/** A frame leaves the wire with its last event; a repeat is counted on the held frame that it repeats. */
function reduceFrame(state: TraceState, event: FrameEvent): TraceState {
  if (event.kind === "frame.sent") {
    return { ...state, onWire: withEntry(state.onWire, event.frame, frameEntry(event)) };
  }
  const entry = withFate(known(state.onWire, "frame", event.frame, event.seq), event);
  if (!frameEnd(entry)) return { ...state, onWire: withEntry(state.onWire, event.frame, entry) };
  const onWire = without(state.onWire, event.frame);
  const held = repeatedFrame(event);
  const repeated = held === null ? undefined : onWire.get(held);
  return {
    ...state,
    onWire: repeated ? withEntry(onWire, repeated.frame, withRepeat(repeated, event)) : onWire,
  };
}

function reduceRule(state: TraceState, event: EventOf<"rule.changed">): TraceState {
  const host = state.hosts.get(event.host);
  if (!host)
    throw new TraceError("trace_unknown_reference", { what: "host", host: event.host, seq: event.seq });
  const changed =
    event.rule === "delay" ? { ...host, delay: event.to ?? 0 } : { ...host, holding: event.to !== null };
  return { ...state, hosts: withEntry(state.hosts, event.host, changed) };
}

function applied(state: TraceState, event: TraceEvent): TraceState {
  switch (event.kind) {
    case "lab.opened": {
      const hosts = event.hosts.map((facts) => [facts.name, { facts, delay: 0, holding: false }] as const);
      return { ...state, opened: event, hosts: new Map(hosts) };
    }
    case "frame.sent":
    case "frame.held":
    case "frame.released":
    case "frame.delivered":
    case "frame.lost":
      return reduceFrame(state, event);
    case "call.entered":
      return withCall(state, event.seq, { entered: event, blocked: null, returned: null });
    case "call.blocked":
      return withCall(state, event.seq, {
        ...known(state.calls, "call", event.call, event.seq),
        blocked: event,
      });
    case "call.returned":
      return withCall(state, event.seq, {
        ...known(state.calls, "call", event.call, event.seq),
        returned: event,
      });
    case "socket.opened":
    case "socket.changed":
      return { ...state, sockets: withEntry(state.sockets, event.socket, event) };
    case "socket.closed":
      return { ...state, sockets: without(state.sockets, event.socket) };
    case "program.started": {
      const program = { started: event, line: null, call: null, ended: null };
      return { ...state, programs: withEntry(state.programs, event.program, program) };
    }
    case "program.line":
      return withProgram(state, event.program, { line: event.line }, event.seq);
    case "program.ended":
      return withProgram(state, event.program, { ended: event }, event.seq);
    case "rule.changed":
      return reduceRule(state, event);
    case "program.output":
    case "program.input":
    case "note":
      return state;
    default:
      return event satisfies never;
  }
}

/**
 * The state after one more event. Pure; shares what did not change.
 * @throws TraceError where `event` is not the next one, or speaks of something never introduced.
 */
export function reduce(state: TraceState, event: TraceEvent): TraceState {
  if (event.seq !== state.next) {
    throw new TraceError("trace_gap", { expected: state.next, found: event.seq });
  }
  return { ...applied(state, event), next: event.seq + 1, t: event.t };
}
