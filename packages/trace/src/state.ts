import type { EventOf, HostFacts } from "./event.ts";
import type { FrameEntry } from "./frame-entry.ts";
import { TRACE_START, type TraceTime } from "./time.ts";
import type { WireRule } from "./wire-rule.ts";

export interface HostState {
  readonly facts: HostFacts;
  /** One-way delay of the frames that this host sends, in ns. */
  readonly delay: number;
  /** Whether the wire stops every frame that this host sends. */
  readonly holding: boolean;
  /** Kernel settings as they are now, those that the lab opened with included. */
  readonly sysctls: ReadonlyMap<string, string>;
}

/** What the kernel last said of a socket. */
export type SocketState = EventOf<"socket.opened" | "socket.changed">;

export interface CallEntry {
  readonly entered: EventOf<"call.entered">;
  readonly blocked: EventOf<"call.blocked"> | null;
  readonly returned: EventOf<"call.returned"> | null;
}

export interface ProgramState {
  readonly started: EventOf<"program.started">;
  /** Source line that runs or waits, from 1; null before the first. */
  readonly line: number | null;
  /** The newest call: waiting inside it while `returned` is null. */
  readonly call: CallEntry | null;
  /** Told by the tracer of a program that is none of the tutorial's. */
  readonly source: EventOf<"program.source"> | null;
  /** Waits for a line from its terminal. */
  readonly asking: boolean;
  /** Rests before its next call, because a person wants it to. */
  readonly paused: boolean;
  readonly ended: EventOf<"program.ended"> | null;
}

/** Everything that is so at one point of a trace. */
export interface TraceState {
  /** `seq` of the event that comes next: how many were reduced. */
  readonly next: number;
  readonly t: TraceTime;
  readonly opened: EventOf<"lab.opened"> | null;
  readonly hosts: ReadonlyMap<string, HostState>;
  readonly programs: ReadonlyMap<number, ProgramState>;
  /** Sockets that the kernel knows. */
  readonly sockets: ReadonlyMap<number, SocketState>;
  /** Calls entered and not yet returned. */
  readonly calls: ReadonlyMap<number, CallEntry>;
  /** Rules of the wire by id, in the order in which they are applied. */
  readonly rules: ReadonlyMap<string, WireRule>;
  /** Frames that were sent and are neither delivered nor lost. */
  readonly onWire: ReadonlyMap<number, FrameEntry>;
}

export const EMPTY_STATE: TraceState = {
  next: 0,
  t: TRACE_START,
  opened: null,
  hosts: new Map(),
  programs: new Map(),
  sockets: new Map(),
  calls: new Map(),
  rules: new Map(),
  onWire: new Map(),
};
