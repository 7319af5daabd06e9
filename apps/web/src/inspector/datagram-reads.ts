import {
  bytesOfBase64,
  type CallValue,
  type EventOf,
  type SocketState,
  type TraceEvent,
  type TraceLog,
} from "@wirestage/trace";
import { decodeFrame } from "@wirestage/wire";
import { isWildcard } from "../format/endpoint.ts";
import { frameIndex } from "./frame-index.ts";

/** Which datagram a call read, and how much of it: what did not fit into the buffer is lost (recv(2)). Derived by us. */
export interface DatagramRead {
  readonly call: number;
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

interface Waiting {
  readonly frame: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

function isHeadOf({ length, bytes }: Waiting, read: Bytes): boolean {
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
  readonly #waiting = new Map<number, Waiting[]>();
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
    const summary = frameIndex(this.#log).summary(frame);
    if (summary?.view?.kind !== "udp") return;
    const { src, srcPort, dstPort, payloadLength } = summary.view;
    const from = { address: src, port: srcPort };
    const takers = [...this.#sockets.values()].filter(
      (each) => each.host === host && takes(each, dstPort, from),
    );
    const taker = takers.find((each) => !isWildcard(each.remote, each.family)) ?? takers[0];
    if (!taker) return;
    const waiting = this.#waiting.get(taker.socket) ?? [];
    const { bytes } = decodeFrame(summary.bytes).layers.payload;
    waiting.push({ frame, length: payloadLength, bytes });
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
    const join = { call, frame: found.frame, length: found.length, read: read.length };
    this.#byCall.set(call, join);
    this.#byFrame.set(found.frame, join);
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
