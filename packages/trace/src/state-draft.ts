import { DraftMap } from "./draft-map.ts";
import { type EventOf, type FrameEvent, isFrameOrigin, type TraceEvent } from "./event.ts";
import { type FrameEntry, frameEnd, frameEntry, repeatedFrame, withFate, withRepeat } from "./frame-entry.ts";
import type { CallEntry, HostState, ProgramState, SocketState, TraceState } from "./state.ts";
import type { TraceTime } from "./time.ts";
import { TraceError } from "./trace-error.ts";
import type { WireRule } from "./wire-rule.ts";

const NEW_PROGRAM = { line: null, call: null, source: null, asking: false, paused: false, ended: null };

type ProgramChange = EventOf<
  | "program.source"
  | "program.line"
  | "program.asking"
  | "program.paused"
  | "program.resumed"
  | "program.input"
  | "program.ended"
>;

/** What an event changes of its program. */
function programChange(event: ProgramChange): Partial<ProgramState> {
  switch (event.kind) {
    case "program.source":
      return { source: event };
    case "program.line":
      return { line: event.line, asking: false };
    case "program.asking":
      return { asking: true };
    case "program.paused":
      return { paused: true };
    case "program.resumed":
      return { paused: false };
    case "program.input":
      return { asking: false };
    case "program.ended":
      return { ended: event, asking: false, paused: false };
    default:
      return event satisfies never;
  }
}

function known<V>(map: DraftMap<number, V>, what: string, number: number, seq: number): V {
  const found = map.get(number);
  if (found === undefined) throw new TraceError("trace_unknown_reference", { what, number, seq });
  return found;
}

/**
 * A state to which events are added one after another. Copying a map for each event would make a storm of frames cost
 * by the square; here each is copied once, and the states that `share` hands out never change.
 */
export class StateDraft {
  #next: number;
  #t: TraceTime;
  #opened: TraceState["opened"];
  #hosts: DraftMap<string, HostState>;
  readonly #programs: DraftMap<number, ProgramState>;
  readonly #sockets: DraftMap<number, SocketState>;
  readonly #calls: DraftMap<number, CallEntry>;
  readonly #rules: DraftMap<string, WireRule>;
  readonly #onWire: DraftMap<number, FrameEntry>;

  constructor(state: TraceState) {
    this.#next = state.next;
    this.#t = state.t;
    this.#opened = state.opened;
    this.#hosts = new DraftMap(state.hosts);
    this.#programs = new DraftMap(state.programs);
    this.#sockets = new DraftMap(state.sockets);
    this.#calls = new DraftMap(state.calls);
    this.#rules = new DraftMap(state.rules);
    this.#onWire = new DraftMap(state.onWire);
  }

  /** `seq` of the event that comes next. */
  get next(): number {
    return this.#next;
  }

  /** The state as it is now; it shares with the one before what did not change. */
  share(): TraceState {
    return {
      next: this.#next,
      t: this.#t,
      opened: this.#opened,
      hosts: this.#hosts.share(),
      programs: this.#programs.share(),
      sockets: this.#sockets.share(),
      calls: this.#calls.share(),
      rules: this.#rules.share(),
      onWire: this.#onWire.share(),
    };
  }

  /** @throws TraceError where `event` is not the next one, or speaks of something never introduced; nothing has changed then */
  add(event: TraceEvent): void {
    if (event.seq !== this.#next) {
      throw new TraceError("trace_gap", { expected: this.#next, found: event.seq });
    }
    this.#apply(event);
    this.#next = event.seq + 1;
    this.#t = event.t;
  }

  #apply(event: TraceEvent): void {
    switch (event.kind) {
      case "lab.opened":
        this.#open(event);
        return;
      case "frame.sent":
      case "frame.copied":
      case "frame.injected":
      case "frame.altered":
      case "frame.held":
      case "frame.released":
      case "frame.rescheduled":
      case "frame.delivered":
      case "frame.lost":
        this.#frame(event);
        return;
      case "call.entered":
      case "call.blocked":
      case "call.returned":
        this.#call(event);
        return;
      case "socket.opened":
      case "socket.changed":
        this.#sockets.set(event.socket, event);
        return;
      case "socket.closed":
        this.#sockets.delete(event.socket);
        return;
      case "program.started":
        this.#programs.set(event.program, { started: event, ...NEW_PROGRAM });
        return;
      case "program.source":
      case "program.line":
      case "program.asking":
      case "program.paused":
      case "program.resumed":
      case "program.input":
      case "program.ended":
        this.#changeProgram(event.program, programChange(event), event.seq);
        return;
      case "rule.changed":
      case "rule.set":
      case "rule.removed":
        this.#rule(event);
        return;
      case "sysctl.changed":
        this.#sysctl(event);
        return;
      case "program.output":
      case "program.statement":
      case "command.given":
      case "note":
        return;
      default:
        event satisfies never;
    }
  }

  #open(event: EventOf<"lab.opened">): void {
    const sysctls = new Map(Object.entries(event.sysctls));
    const hosts = event.hosts.map(
      (facts) => [facts.name, { facts, delay: 0, holding: false, sysctls }] as const,
    );
    this.#opened = event;
    this.#hosts = new DraftMap(new Map(hosts));
  }

  /** A frame leaves the wire with its last event; a repeat is counted on the held frame that it repeats. */
  #frame(event: FrameEvent): void {
    const { frame } = event;
    const entry = isFrameOrigin(event)
      ? frameEntry(event)
      : withFate(known(this.#onWire, "frame", frame, event.seq), event);
    if (isFrameOrigin(event) || !frameEnd(entry)) {
      this.#onWire.set(frame, entry);
      return;
    }
    this.#onWire.delete(frame);
    const held = repeatedFrame(event);
    const repeated = held === null ? undefined : this.#onWire.get(held);
    if (repeated) this.#onWire.set(repeated.frame, withRepeat(repeated, event));
  }

  #call(event: EventOf<"call.entered" | "call.blocked" | "call.returned">): void {
    const call = this.#callAfter(event);
    const { entered, returned } = call;
    const change = entered.line === null ? { call } : { call, line: entered.line };
    this.#changeProgram(entered.program, { ...change, asking: false }, event.seq);
    if (returned) this.#calls.delete(entered.call);
    else this.#calls.set(entered.call, call);
  }

  #callAfter(event: EventOf<"call.entered" | "call.blocked" | "call.returned">): CallEntry {
    if (event.kind === "call.entered") return { entered: event, blocked: null, returned: null };
    const before = known(this.#calls, "call", event.call, event.seq);
    return event.kind === "call.blocked" ? { ...before, blocked: event } : { ...before, returned: event };
  }

  #changeProgram(program: number, change: Partial<ProgramState>, seq: number): void {
    const before = known(this.#programs, "program", program, seq);
    this.#programs.set(program, { ...before, ...change });
  }

  #host(host: string, seq: number): HostState {
    const found = this.#hosts.get(host);
    if (!found) throw new TraceError("trace_unknown_reference", { what: "host", host, seq });
    return found;
  }

  #sysctl(event: EventOf<"sysctl.changed">): void {
    const host = this.#host(event.host, event.seq);
    const sysctls = new Map(host.sysctls).set(event.name, event.to);
    this.#hosts.set(event.host, { ...host, sysctls });
  }

  #rule(event: EventOf<"rule.changed" | "rule.set" | "rule.removed">): void {
    switch (event.kind) {
      case "rule.changed": {
        const host = this.#host(event.host, event.seq);
        const changed = event.rule === "delay" ? { delay: event.to ?? 0 } : { holding: event.to !== null };
        this.#hosts.set(event.host, { ...host, ...changed });
        return;
      }
      case "rule.set":
        this.#rules.set(event.rule.id, event.rule);
        return;
      case "rule.removed":
        this.#rules.delete(event.id);
        return;
      default:
        event satisfies never;
    }
  }
}
