import { type BitFlip, flipBit } from "@wirestage/wire";
import { type EventFacts, TRACE_VERSION, TraceEvent } from "../event.ts";
import type { CallOutcome, CallValue, Cause, TcpState, WireActor } from "../facts.ts";
import { frameAt } from "../frame-entry.ts";
import { TraceLog } from "../log.ts";
import { NS_PER_MS, TRACE_START, type TraceTime, traceTime } from "../time.ts";
import { base64OfBytes } from "./bytes-value.ts";
import {
  type DatagramShape,
  datagramBytes,
  type SegmentShape,
  segmentBytes,
  unreachableBytes,
} from "./frame-bytes.ts";
import { LAB_HOSTS, type LabHost, peerOf } from "./lab-hosts.ts";
import { type SocketFacts, socketView } from "./socket-view.ts";

export interface SegmentFacts extends SegmentShape {
  readonly cause?: Cause;
}

export interface DatagramFacts extends DatagramShape {
  readonly cause?: Cause;
}

/** Bit 0 and the place where the frame is, unless given. */
export interface Flip extends Pick<BitFlip, "offset" | "checksums"> {
  readonly bit?: number;
  readonly position?: number;
}

const HAND = { by: "hand" } as const;

type Started = Extract<TraceEvent, { kind: "program.started" }>;

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
  readonly #onTheWay = new Map<number, { host: LabHost; bytes: Uint8Array }>();
  readonly #onArrival = new Map<number, Act>();
  readonly #delay = new Map<string, number>();
  readonly #states = new Map<number, { host: LabHost; state: TcpState; facts: SocketFacts }>();

  constructor() {
    this.event({
      kind: "lab.opened",
      version: TRACE_VERSION,
      kernelRelease: "6.18.0",
      wallClock: "2026-01-01T00:00:00.000Z",
      seed: 1,
      mtu: 1500,
      request: null,
      capture: null,
      hosts: [...LAB_HOSTS],
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

  program(
    host: LabHost,
    name = "tcp-echo",
    facts: Partial<Pick<Started, "role" | "language" | "parameters">> = {},
  ): number {
    const program = ++this.#programs;
    const usual = { role: host, language: "ts", parameters: {} } as const;
    this.event({ kind: "program.started", program, host, name, ...usual, ...facts });
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
  segment(host: LabHost, facts: SegmentFacts, onArrival: Act = () => {}): number {
    return this.frame(host, segmentBytes(host, facts), facts.cause, onArrival);
  }

  datagram(host: LabHost, facts: DatagramFacts, onArrival: Act = () => {}): number {
    return this.frame(host, datagramBytes(host, facts), facts.cause, onArrival);
  }

  /** The receiver of frame `about`, a datagram, says that nobody has bound its port. */
  unreachable(about: number, version: 4 | 6 = 4, onArrival: Act = () => {}): number {
    const sent = this.#onWire(about);
    const host = peerOf(sent.host);
    const cause = { by: "frame", frame: about } as const;
    return this.frame(host, unreachableBytes(host, sent.bytes, version), cause, onArrival);
  }

  /** Sends any frame, such as those of `frame-bytes`. */
  frame(
    host: LabHost,
    bytes: Uint8Array,
    cause: Cause = { by: "kernel" },
    onArrival: Act = () => {},
  ): number {
    const frame = this.#send(host, bytes, cause);
    this.#onArrival.set(frame, onArrival);
    this.#planArrival(frame, traceTime(this.#t + this.#delayOf(host)));
    return frame;
  }

  /** By hand, the wire makes a second frame like `of` where that one is; of a held one the copy is held too. */
  copy(of: number, position = this.#positionOf(of), onArrival: Act = () => {}): number {
    const due = this.#dues.get(of) ?? null;
    const { host, bytes } = this.#onWire(of);
    const frame = this.#number(host, bytes);
    this.#onArrival.set(frame, onArrival);
    this.event({ kind: "frame.copied", ...this.#facts(frame), due, of, by: HAND, position });
    if (due === null) this.hold(frame, position);
    else this.#planArrival(frame, due);
    return frame;
  }

  /** By hand, a frame is put on the wire half-way that no kernel sent. */
  inject(host: LabHost, bytes: Uint8Array, onArrival: Act = () => {}): number {
    const frame = this.#number(host, bytes);
    this.#onArrival.set(frame, onArrival);
    const due = traceTime(this.#t + Math.round(this.#delayOf(host) / 2));
    this.event({ kind: "frame.injected", ...this.#facts(frame), due, by: HAND, position: 0.5 });
    this.#planArrival(frame, due);
    return frame;
  }

  /** By hand, one bit of a frame is flipped where it is. */
  alter(frame: number, { offset, bit = 0, checksums, position = this.#positionOf(frame) }: Flip): void {
    const { host, bytes } = this.#onWire(frame);
    const flipped = flipBit(bytes, { offset, bit, checksums });
    if (!flipped.ok) throw new RangeError(`the flip is ${flipped.because}`);
    this.#onTheWay.set(frame, { host, bytes: flipped.bytes });
    const facts = { frame, host, by: HAND, position, bytes: base64OfBytes(flipped.bytes) };
    this.event({ kind: "frame.altered", ...facts, offset, bit, checksums });
  }

  #onWire(frame: number): { host: LabHost; bytes: Uint8Array } {
    const known = this.#onTheWay.get(frame);
    if (known) return known;
    throw new RangeError(`no frame ${frame}`);
  }

  #positionOf(frame: number): number {
    const entry = this.log.frames[frame - 1];
    const place = entry && frameAt(entry, this.#t);
    return place && "position" in place ? place.position : 1;
  }

  #planArrival(frame: number, due: TraceTime): void {
    this.#dues.set(frame, due);
    this.#plan(due, () => this.#arrive(frame, due));
  }

  #delayOf(host: string): number {
    return Math.round((this.#delay.get(host) ?? 0) * NS_PER_MS) || 40_000;
  }

  #send(host: LabHost, bytes: Uint8Array, cause: Cause): number {
    const frame = this.#number(host, bytes);
    const due = traceTime(this.#t + this.#delayOf(host));
    this.event({ kind: "frame.sent", ...this.#facts(frame), due, cause });
    return frame;
  }

  #number(host: LabHost, bytes: Uint8Array): number {
    const frame = ++this.#frames;
    this.#onTheWay.set(frame, { host, bytes });
    return frame;
  }

  /** What the origin of a frame says of it, whichever it is. */
  #facts(frame: number) {
    const { host, bytes } = this.#onWire(frame);
    return { frame, host, bytes: base64OfBytes(bytes), length: bytes.length };
  }

  #arrive(frame: number, due: number): void {
    if (this.#dues.get(frame) !== due || this.#ended.has(frame)) return;
    this.#ended.add(frame);
    const host = peerOf(this.#hostOf(frame));
    this.event({ kind: "frame.delivered", frame, host });
    this.#onArrival.get(frame)?.();
  }

  readonly #dues = new Map<number, TraceTime | null>();
  readonly #ended = new Set<number>();

  #hostOf(frame: number): LabHost {
    return this.#onTheWay.get(frame)?.host ?? "client";
  }

  hold(frame: number, position = 0.5, by: WireActor = HAND): void {
    this.#dues.set(frame, null);
    this.event({ kind: "frame.held", frame, host: this.#hostOf(frame), by, position });
  }

  release(frame: number, restMs = 0): void {
    const due = traceTime(this.#t + Math.round(restMs * NS_PER_MS));
    this.event({ kind: "frame.released", frame, host: this.#hostOf(frame), by: HAND, due });
    this.#planArrival(frame, due);
  }

  /** By hand, a frame that flies will arrive `restMs` from now, whatever was planned. */
  reschedule(frame: number, restMs: number): void {
    const due = traceTime(this.#t + Math.round(restMs * NS_PER_MS));
    const facts = { frame, host: this.#hostOf(frame), by: HAND, position: this.#positionOf(frame), due };
    this.event({ kind: "frame.rescheduled", ...facts });
    this.#planArrival(frame, due);
  }

  lose(frame: number, position = 0.5, by: WireActor = HAND): void {
    this.#ended.add(frame);
    this.event({ kind: "frame.lost", frame, host: this.#hostOf(frame), by, position });
  }

  /** The kernel sends the segment of a held frame again, and the wire counts it on that frame. */
  repeat(of: number, cause: Cause = { by: "kernel" }): number {
    const held = this.#onTheWay.get(of);
    const frame = this.#send(this.#hostOf(of), held?.bytes ?? new Uint8Array(0), cause);
    this.lose(frame, 0, { by: "repeat", of });
    return frame;
  }

  socket(host: LabHost, facts: SocketFacts): number {
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
