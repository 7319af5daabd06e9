import { type EventOf, type FrameEvent, isFrameOrigin, type TraceEvent } from "./event.ts";
import { frameEnd, frameEntry, repeatedFrame, withFate, withRepeat } from "./frame-entry.ts";
import type { CallEntry, HostState, ProgramState, TraceState } from "./state.ts";

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
  return { ...withProgram(state, entered.program, { ...change, asking: false }, seq), calls };
}

/** A frame leaves the wire with its last event; a repeat is counted on the held frame that it repeats. */
function reduceFrame(state: TraceState, event: FrameEvent): TraceState {
  if (isFrameOrigin(event)) {
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

const NEW_PROGRAM = { line: null, call: null, source: null, asking: false, paused: false, ended: null };

type ProgramChange = EventOf<
  | "program.started"
  | "program.source"
  | "program.line"
  | "program.asking"
  | "program.paused"
  | "program.resumed"
  | "program.input"
  | "program.ended"
>;

function reduceProgram(state: TraceState, event: ProgramChange): TraceState {
  const changed = (change: Partial<ProgramState>) => withProgram(state, event.program, change, event.seq);
  switch (event.kind) {
    case "program.started":
      return {
        ...state,
        programs: withEntry(state.programs, event.program, { started: event, ...NEW_PROGRAM }),
      };
    case "program.source":
      return changed({ source: event });
    case "program.line":
      return changed({ line: event.line, asking: false });
    case "program.asking":
      return changed({ asking: true });
    case "program.paused":
      return changed({ paused: true });
    case "program.resumed":
      return changed({ paused: false });
    case "program.input":
      return changed({ asking: false });
    case "program.ended":
      return changed({ ended: event, asking: false, paused: false });
    default:
      return event satisfies never;
  }
}

function knownHost(state: TraceState, host: string, seq: number): HostState {
  const found = state.hosts.get(host);
  if (!found) throw new TraceError("trace_unknown_reference", { what: "host", host, seq });
  return found;
}

function reduceSysctl(state: TraceState, event: EventOf<"sysctl.changed">): TraceState {
  const host = knownHost(state, event.host, event.seq);
  const sysctls = withEntry(host.sysctls, event.name, event.to);
  return { ...state, hosts: withEntry(state.hosts, event.host, { ...host, sysctls }) };
}

function reduceRule(state: TraceState, event: EventOf<"rule.changed">): TraceState {
  const host = knownHost(state, event.host, event.seq);
  const changed =
    event.rule === "delay" ? { ...host, delay: event.to ?? 0 } : { ...host, holding: event.to !== null };
  return { ...state, hosts: withEntry(state.hosts, event.host, changed) };
}

function applied(state: TraceState, event: TraceEvent): TraceState {
  switch (event.kind) {
    case "lab.opened": {
      const sysctls = new Map(Object.entries(event.sysctls));
      const hosts = event.hosts.map(
        (facts) => [facts.name, { facts, delay: 0, holding: false, sysctls }] as const,
      );
      return { ...state, opened: event, hosts: new Map(hosts) };
    }
    case "frame.sent":
    case "frame.copied":
    case "frame.injected":
    case "frame.altered":
    case "frame.held":
    case "frame.released":
    case "frame.rescheduled":
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
    case "program.started":
    case "program.source":
    case "program.line":
    case "program.asking":
    case "program.paused":
    case "program.resumed":
    case "program.input":
    case "program.ended":
      return reduceProgram(state, event);
    case "rule.changed":
      return reduceRule(state, event);
    case "rule.set":
      return { ...state, rules: withEntry(state.rules, event.rule.id, event.rule) };
    case "rule.removed":
      return { ...state, rules: without(state.rules, event.id) };
    case "sysctl.changed":
      return reduceSysctl(state, event);
    case "program.output":
    case "program.statement":
    case "command.given":
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
