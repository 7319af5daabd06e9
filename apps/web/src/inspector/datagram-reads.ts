import {
  bytesOfBase64,
  type CallValue,
  type EventOf,
  type SocketState,
  type TraceEvent,
  type TraceLog,
} from "@wirestage/trace";
import { isWildcard } from "../format/endpoint.ts";
import { type ArrivedDatagram, DatagramAssembly } from "./datagram-assembly.ts";
import { frameIndex } from "./frame-index.ts";
import { discardOf } from "./kernel-discard.ts";

/** Which datagram a call read, and how much of it: what did not fit into the buffer is lost (recv(2)). Derived by us. */
export interface DatagramRead {
  readonly call: number;
  /** The one that brought the datagram, or the first of its fragments. */
  readonly frame: number;
  /** Bytes of the datagram's payload. */
  readonly length: number;
  readonly read: number;
}

type Bytes = Extract<CallValue, { type: "bytes" }>;

const READS: ReadonlySet<string> = new Set(["recv", "recvfrom"]);

function isBytes(value: CallValue | undefined): value is Bytes {
  return typeof value === "object" && value !== null && value.type === "bytes";
}

/** What `recv` answers, or the first part of what `recvfrom` does. */
function bytesRead(value: CallValue): Bytes | null {
  if (isBytes(value)) return value;
  const first = typeof value === "object" && value?.type === "tuple" ? value.items[0] : undefined;
  return isBytes(first) ? first : null;
}

function isPeek(values: readonly CallValue[]): boolean {
  return values.some(
    (value) => typeof value === "object" && value?.type === "constant" && value.name === "MSG_PEEK",
  );
}

function isHeadOf({ length, bytes }: ArrivedDatagram, read: Bytes): boolean {
  if (read.length > length) return false;
  const known = bytesOfBase64(read.base64);
  return bytes.subarray(0, known.length).every((byte, at) => byte === known[at]);
}

function takes(view: SocketState, to: number, from: { address: string; port: number }): boolean {
  if (view.local.port !== to) return false;
  const { remote, family } = view;
  if (isWildcard(remote, family)) return true;
  return remote.port === from.port && remote.address.endsWith(from.address);
}

/** Joins calls that read with the datagrams that had arrived for their socket. Every event is read once. */
export class DatagramReads {
  readonly #log: TraceLog;
  readonly #sockets = new Map<number, SocketState>();
  /** By socket: datagrams that arrived and were not yet read. */
  readonly #waiting = new Map<number, ArrivedDatagram[]>();
  readonly #assembly = new DatagramAssembly();
  readonly #byCall = new Map<number, DatagramRead>();
  readonly #byFrame = new Map<number, DatagramRead>();
  #seen = 0;

  constructor(log: TraceLog) {
    this.#log = log;
  }

  byCall(call: number): DatagramRead | null {
    this.#grow();
    return this.#byCall.get(call) ?? null;
  }

  byFrame(frame: number): DatagramRead | null {
    this.#grow();
    return this.#byFrame.get(frame) ?? null;
  }

  #grow(): void {
    const { events } = this.#log;
    for (; this.#seen < events.length; this.#seen++) {
      const event = events[this.#seen];
      if (event) this.#push(event);
    }
  }

  #push(event: TraceEvent): void {
    if (event.kind === "socket.opened" || event.kind === "socket.changed") {
      if (event.type === "SOCK_DGRAM") this.#sockets.set(event.socket, event);
    } else if (event.kind === "socket.closed") {
      this.#sockets.delete(event.socket);
      this.#waiting.delete(event.socket);
    } else if (event.kind === "frame.delivered") this.#arrived(event);
    else if (event.kind === "call.returned") this.#returned(event);
  }

  #arrived({ frame, host }: EventOf<"frame.delivered">): void {
    const entry = this.#log.frames[frame - 1];
    const isTaken = entry !== undefined && discardOf(entry, this.#log) === null;
    const summary = isTaken ? frameIndex(this.#log).asNow(entry) : undefined;
    const datagram = summary ? this.#assembly.arrived(summary, host) : null;
    if (datagram === null) return;
    const takers = [...this.#sockets.values()].filter(
      (each) => each.host === host && takes(each, datagram.toPort, datagram.from),
    );
    const taker = takers.find((each) => !isWildcard(each.remote, each.family)) ?? takers[0];
    if (!taker) return;
    const waiting = this.#waiting.get(taker.socket) ?? [];
    waiting.push(datagram);
    this.#waiting.set(taker.socket, waiting);
  }

  #returned({ call, outcome }: EventOf<"call.returned">): void {
    const entered = this.#log.calls[call - 1]?.entered;
    if (!entered || entered.socket === null || !READS.has(entered.name) || !outcome.ok) return;
    const read = bytesRead(outcome.value);
    const waiting = this.#waiting.get(entered.socket);
    if (!read || !waiting || isPeek(entered.arguments)) return;
    const at = waiting.findIndex((each) => isHeadOf(each, read));
    const found = waiting[at];
    if (!found) return;
    // What stood before it never reached the program: its socket's buffer was full.
    waiting.splice(0, at + 1);
    const [frame = 0] = found.frames;
    const join = { call, frame, length: found.length, read: read.length };
    this.#byCall.set(call, join);
    for (const each of found.frames) this.#byFrame.set(each, join);
  }
}

const INDEXES = new WeakMap<TraceLog, DatagramReads>();

/** The one index of a log; it grows with the log. */
export function datagramReads(log: TraceLog): DatagramReads {
  const known = INDEXES.get(log);
  if (known) return known;
  const index = new DatagramReads(log);
  INDEXES.set(log, index);
  return index;
}
