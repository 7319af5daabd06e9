import { composeFrame, ipv4Address, macAddress, SeqNumber, TcpFlag, type TcpFlagName } from "@wirestage/wire";
import { type EventFacts, type HostFacts, TRACE_VERSION, TraceEvent } from "../event.ts";
import type {
  CallOutcome,
  CallValue,
  Cause,
  SocketQueues,
  SocketTimer,
  TcpInfo,
  TcpState,
  WireActor,
} from "../facts.ts";
import { TraceLog } from "../log.ts";
import { NS_PER_MS, TRACE_START, type TraceTime, traceTime } from "../time.ts";

const HOSTS: readonly HostFacts[] = [
  { name: "client", address: "10.0.0.1", address6: null, mac: "02:00:00:00:00:01", interface: "eth0" },
  { name: "server", address: "10.0.0.2", address6: null, mac: "02:00:00:00:00:02", interface: "eth0" },
];
/** The client's numbers wrap within the first bytes that it sends. */
const INITIAL_SEQ: Readonly<Record<string, number>> = { client: 0xffff_fffc, server: 0x2f3a_91c0 };
const PORTS: Readonly<Record<string, number>> = { client: 40_022, server: 8888 };

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** RFC 4648 §4. */
export function base64OfBytes(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += BASE64.charAt(word >> 18) + BASE64.charAt((word >> 12) & 63);
    text += b === undefined ? "=" : BASE64.charAt((word >> 6) & 63);
    text += c === undefined ? "=" : BASE64.charAt(word & 63);
  }
  return text;
}

/** ASCII only. */
export function bytesValue(text: string): CallValue {
  const bytes = asciiBytes(text);
  return { type: "bytes", base64: base64OfBytes(bytes), length: bytes.length };
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0x7f);
}

/** `seq` and `ack` relative to the initial sequence numbers, as Wireshark shows them. */
export interface SegmentFacts {
  readonly flags: readonly TcpFlagName[];
  readonly seq: number;
  readonly ack?: number;
  readonly payload?: string;
  readonly cause?: Cause;
}

export interface SocketFacts {
  readonly state: TcpState;
  readonly cause: Cause;
  readonly fd?: number | null;
  readonly program?: number | null;
  readonly queues?: SocketQueues;
  readonly timer?: SocketTimer | null;
  readonly info?: TcpInfo | null;
}

type Act = () => void;

/**
 * Writes a trace as a lab would, by hand: times in ms, frames with real bytes. What lies in the future (a frame's
 * arrival, what a test plans with `later`) waits in an agenda until `run` or `advanceTo` reaches it.
 */
export class TraceBuilder {
  readonly log = new TraceLog();
  #t: TraceTime = TRACE_START;
  #frames = 0;
  #calls = 0;
  #sockets = 0;
  #programs = 0;
  #agenda: { at: number; act: Act }[] = [];
  readonly #sent = new Map<number, { host: string; bytes: Uint8Array }>();
  readonly #onArrival = new Map<number, Act>();
  readonly #delay = new Map<string, number>();
  readonly #states = new Map<number, { host: string; state: TcpState; facts: SocketFacts }>();

  constructor() {
    this.event({
      kind: "lab.opened",
      version: TRACE_VERSION,
      kernelRelease: "6.18.0",
      wallClock: "2026-01-01T00:00:00.000Z",
      seed: 1,
      mtu: 1500,
      hosts: [...HOSTS],
      sysctls: { "net.ipv4.tcp_congestion_control": "reno" },
    });
  }

  get t(): TraceTime {
    return this.#t;
  }

  get events(): readonly TraceEvent[] {
    return this.log.events;
  }

  /** @throws ZodError where the facts are not as the schema wants them. */
  event(facts: EventFacts): void {
    const seq = this.log.events.length;
    this.log.append([TraceEvent.parse({ ...facts, seq, t: this.#t })]);
  }

  /** @param ms from now; acts of one moment happen in the order in which they were planned. */
  later(ms: number, act: Act): void {
    this.#plan(this.#t + Math.round(ms * NS_PER_MS), act);
  }

  #plan(at: number, act: Act): void {
    const after = this.#agenda.findIndex((each) => each.at > at);
    this.#agenda.splice(after < 0 ? this.#agenda.length : after, 0, { at, act });
  }

  /** Carries out what is planned, up to `ms` or to the end. */
  run(ms = Number.POSITIVE_INFINITY): this {
    for (let next = this.#agenda[0]; next && next.at <= ms * NS_PER_MS; next = this.#agenda[0]) {
      this.#agenda.shift();
      this.#t = traceTime(Math.max(this.#t, next.at));
      next.act();
    }
    if (Number.isFinite(ms)) this.#t = traceTime(Math.max(this.#t, ms * NS_PER_MS));
    return this;
  }

  delay(host: string, ms: number): void {
    const from = this.#delay.get(host) ?? 0;
    this.#delay.set(host, ms);
    this.event({ kind: "rule.changed", host, rule: "delay", from: from * NS_PER_MS, to: ms * NS_PER_MS });
  }

  program(host: "client" | "server", name = "tcp-echo"): number {
    const program = ++this.#programs;
    this.event({ kind: "program.started", program, host, name, role: host, language: "ts", parameters: {} });
    return program;
  }

  enter(
    program: number,
    host: string,
    name: string,
    values: CallValue[],
    line: number,
    socket?: number,
  ): number {
    const call = ++this.#calls;
    const facts = { call, program, host, name, arguments: values, socket: socket ?? null, line };
    this.event({ kind: "call.entered", ...facts });
    return call;
  }

  block(call: number): void {
    this.event({ kind: "call.blocked", call });
  }

  return(call: number, outcome: CallOutcome = { ok: true, value: null }): void {
    this.event({ kind: "call.returned", call, outcome });
  }

  /** Sends a segment; `onArrival` runs right after it was delivered. */
  segment(host: "client" | "server", facts: SegmentFacts, onArrival: Act = () => {}): number {
    const bytes = segmentBytes(host, facts);
    const frame = this.#send(host, bytes, facts.cause ?? { by: "kernel" });
    this.#onArrival.set(frame, onArrival);
    const due = this.#t + this.#delayOf(host);
    this.#plan(due, () => this.#arrive(frame, due));
    return frame;
  }

  #delayOf(host: string): number {
    return Math.round((this.#delay.get(host) ?? 0) * NS_PER_MS) || 40_000;
  }

  #send(host: string, bytes: Uint8Array, cause: Cause): number {
    const frame = ++this.#frames;
    this.#sent.set(frame, { host, bytes });
    const due = traceTime(this.#t + this.#delayOf(host));
    const facts = { frame, host, bytes: base64OfBytes(bytes), length: bytes.length, due, cause };
    this.event({ kind: "frame.sent", ...facts });
    return frame;
  }

  #arrive(frame: number, due: number): void {
    const planned = this.#dues.has(frame) ? this.#dues.get(frame) : due;
    if (planned !== due || this.#ended.has(frame)) return;
    this.#ended.add(frame);
    const host = this.#hostOf(frame) === "client" ? "server" : "client";
    this.event({ kind: "frame.delivered", frame, host });
    this.#onArrival.get(frame)?.();
  }

  readonly #dues = new Map<number, number | null>();
  readonly #ended = new Set<number>();

  #hostOf(frame: number): string {
    return this.#sent.get(frame)?.host ?? "client";
  }

  hold(frame: number, position = 0.5, by: WireActor = { by: "hand" }): void {
    this.#dues.set(frame, null);
    this.event({ kind: "frame.held", frame, host: this.#hostOf(frame), by, position });
  }

  release(frame: number, restMs = 0): void {
    const due = traceTime(this.#t + Math.round(restMs * NS_PER_MS));
    this.#dues.set(frame, due);
    this.event({ kind: "frame.released", frame, host: this.#hostOf(frame), by: { by: "hand" }, due });
    this.#plan(due, () => this.#arrive(frame, due));
  }

  lose(frame: number, position = 0.5, by: WireActor = { by: "hand" }): void {
    this.#ended.add(frame);
    this.event({ kind: "frame.lost", frame, host: this.#hostOf(frame), by, position });
  }

  /** The kernel sends the segment of a held frame again, and the wire counts it on that frame. */
  repeat(of: number, cause: Cause = { by: "kernel" }): number {
    const held = this.#sent.get(of);
    const frame = this.#send(this.#hostOf(of), held?.bytes ?? new Uint8Array(0), cause);
    this.lose(frame, 0, { by: "repeat", of });
    return frame;
  }

  socket(host: "client" | "server", facts: SocketFacts): number {
    const socket = ++this.#sockets;
    this.#states.set(socket, { host, state: facts.state, facts });
    this.event({ kind: "socket.opened", socket, ...socketView(host, facts) });
    return socket;
  }

  change(socket: number, changes: Partial<SocketFacts> & Pick<SocketFacts, "cause">): void {
    const known = this.#states.get(socket);
    if (!known) throw new RangeError(`no socket ${socket}`);
    const facts = { ...known.facts, ...changes };
    this.#states.set(socket, { ...known, state: facts.state, facts });
    this.event({ kind: "socket.changed", socket, before: known.state, ...socketView(known.host, facts) });
  }

  close(socket: number, cause: Cause): void {
    const known = this.#states.get(socket);
    if (!known) throw new RangeError(`no socket ${socket}`);
    this.event({
      kind: "socket.closed",
      socket,
      host: known.host,
      before: known.state,
      cause,
      sampling: "exact",
    });
  }
}

function socketView(host: string, facts: SocketFacts) {
  const here = { address: addressOf(host), port: PORTS[host] ?? 0 };
  const peer = host === "client" ? "server" : "client";
  const isListening = facts.state === "LISTEN" || facts.state === "CLOSE";
  return {
    host,
    family: "AF_INET",
    type: "SOCK_STREAM",
    state: facts.state,
    local: here,
    remote: isListening
      ? { address: "0.0.0.0", port: 0 }
      : { address: addressOf(peer), port: PORTS[peer] ?? 0 },
    queues: facts.queues ?? { receive: 0, send: facts.state === "LISTEN" ? 5 : 0 },
    timer: facts.timer ?? null,
    info: facts.info ?? null,
    fd: facts.fd ?? null,
    program: facts.program ?? null,
    cause: facts.cause,
    sampling: "exact",
  } as const;
}

function factsOf(host: string): HostFacts {
  const found = HOSTS.find((each) => each.name === host);
  if (!found) throw new RangeError(`no host ${host}`);
  return found;
}

function addressOf(host: string): string {
  return factsOf(host).address;
}

function segmentBytes(host: string, { flags, seq, ack, payload }: SegmentFacts): Uint8Array {
  const peer = host === "client" ? "server" : "client";
  const bits = flags.reduce((all, name) => all | TcpFlag[flagKey(name)], 0);
  return composeFrame({
    ethernet: { src: macAddress(factsOf(host).mac), dst: macAddress(factsOf(peer).mac) },
    ip: { version: 4, src: ipv4Address(addressOf(host)), dst: ipv4Address(addressOf(peer)) },
    transport: {
      kind: "tcp",
      srcPort: PORTS[host] ?? 0,
      dstPort: PORTS[peer] ?? 0,
      seq: SeqNumber.of((INITIAL_SEQ[host] ?? 0) + seq),
      ack: SeqNumber.of(ack === undefined ? 0 : (INITIAL_SEQ[peer] ?? 0) + ack),
      flags: bits,
      window: 64_240,
    },
    payload: asciiBytes(payload ?? ""),
  });
}

const FLAG_KEYS = {
  FIN: "fin",
  SYN: "syn",
  RST: "rst",
  PSH: "psh",
  ACK: "ack",
  URG: "urg",
  ECE: "ece",
  CWR: "cwr",
  AE: "ae",
} as const satisfies Record<TcpFlagName, keyof typeof TcpFlag>;

function flagKey(name: TcpFlagName): keyof typeof TcpFlag {
  return FLAG_KEYS[name];
}
