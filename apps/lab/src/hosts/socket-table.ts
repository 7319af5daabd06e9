import {
  type Cause,
  type Endpoint,
  type EventFacts,
  NS_PER_MS,
  type TcpState,
  type TraceTime,
} from "@wirestage/trace";
import { isAnswer, isByFrame, isEndedByFrame, type SegmentPurpose } from "./frame-effects.ts";
import {
  differs,
  expiryOf,
  isLate,
  type KnownSocket,
  ownTimer,
  type SocketFacts,
  type Stimulus,
} from "./known-socket.ts";
import { SamplingBudget } from "./sampling-budget.ts";
import { SocketCensus } from "./socket-census.ts";
import type { Holder, SocketView } from "./socket-kind.ts";
import type { Diagnosis } from "./socket-listing.ts";

/** How often the kernel is asked what processes do of which neither calls nor, always, frames are seen. */
const WATCH_INTERVAL_NS = 30 * NS_PER_MS;

/** How long after a frame the kernel is asked at the latest, where it was not asked at once. */
const OWED_NS = 10 * NS_PER_MS;
/** States that no segment ends but one that opens, closes or resets (RFC 9293 §3.10.7). */
const STEADY: ReadonlySet<TcpState> = new Set([
  "ESTABLISHED",
  "CLOSE_WAIT",
  "FIN_WAIT2",
  "TIME_WAIT",
  "LISTEN",
  "CLOSE",
]);

const ITSELF: Stimulus = { by: "itself" };

export interface SocketTablePort {
  append(facts: EventFacts): TraceTime;
  now(): TraceTime;
  nextSocketNumber(): number;
}

/** A TCP segment as the host that sends it sees it. */
export interface OwnSegment {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly purpose: SegmentPurpose;
}

/** What the trace has been told of one host's sockets. What the kernel says otherwise becomes events. */
export class SocketTable {
  readonly #host: string;
  readonly #port: SocketTablePort;
  readonly #known = new Map<string, KnownSocket>();
  readonly #census: SocketCensus;
  /** Programs by the call that each is in the middle of. */
  readonly #underway = new Map<number, number>();
  /** Sockets, by cookie, whose connection was seen to be reset by this host since the last sample. */
  readonly #aborted = new Set<string>();
  readonly #budget = new SamplingBudget();
  #sampledAt = 0;
  /** Whether frames have come since, after which the kernel was not asked. */
  #owes = false;

  constructor(host: string, diag: Diagnosis, port: SocketTablePort) {
    this.#host = host;
    this.#port = port;
    this.#census = new SocketCensus(diag, this.#known);
  }

  /** @param cookie of the socket behind the holder's descriptor (SO_COOKIE) */
  hold(cookie: string, holder: Holder): void {
    this.#census.hold(cookie, holder);
  }

  letGo(cookie: string): void {
    this.#census.letGo(cookie);
  }

  /**
   * From now on the sockets of this process and its descendants, whose calls nobody sees, are the program's, and the
   * kernel is asked for sockets of every kind again and again.
   */
  watchProcess(pid: number, program: number): void {
    this.#census.processes.watch(pid, program);
  }

  unwatchProcess(pid: number): void {
    this.#census.processes.unwatch(pid);
  }

  /**
   * The kernel does a call that it has been given and that it has not answered: what the program's sockets do meanwhile
   * is that call's doing.
   * @param program null once it is answered
   */
  setUnderway(call: number, program: number | null): void {
    if (program === null) this.#underway.delete(call);
    else this.#underway.set(call, program);
  }

  /** The program has ended in the middle of its calls. */
  abandon(program: number): void {
    for (const [call, its] of this.#underway) if (its === program) this.#underway.delete(call);
  }

  /** Whether a process is watched: things happen on this host that only asking finds out. */
  get watching(): boolean {
    return this.#census.processes.watching;
  }

  /** Whether sockets of this host may change by calls that are not made here and now. */
  get actsUnseen(): boolean {
    return this.watching || this.#underway.size > 0;
  }

  /** The number that the trace gave the socket, or null before its first sample. */
  numberOf(cookie: string): number | null {
    return this.#known.get(cookie)?.view.socket ?? null;
  }

  /**
   * Trace time at which to ask next: a timer of this host's sockets runs out, whether or not a frame will tell of it, or
   * a process is watched. The past means that a timer has run out and not fired yet: the kernel may be late by an eighth
   * of the timer's length (timer wheel).
   */
  nextExpiry(): number | null {
    const times = [...this.#known.values()].flatMap(({ lookAt }) => (lookAt === null ? [] : [lookAt]));
    if (this.watching) times.push(this.#sampledAt + WATCH_INTERVAL_NS);
    if (this.#owes) times.push(this.#sampledAt + OWED_NS);
    return times.length === 0 ? null : Math.min(...times);
  }

  /**
   * As `sample`, for what a frame has changed; but where frames come faster than the kernel can be asked, and this one
   * can change no state, that is told with what later ones change.
   * @param canOpenOrClose whether the frame may be one that changes the state of a connection
   */
  sampleAfterFrame(stimulus: Stimulus, canOpenOrClose: () => boolean): void {
    const isTime = this.#budget.take(this.#port.now());
    if (isTime || this.actsUnseen || !this.#isSteady() || canOpenOrClose()) this.sample(stimulus);
    else this.#owes = true;
  }

  /** Tells what frames have changed after which the kernel was not asked, unless that would be too often. */
  catchUp(): void {
    if (this.#owes && this.#budget.take(this.#port.now())) this.sample(ITSELF);
  }

  /** Asks the kernel, and appends what is different now because of `stimulus`. */
  sample(stimulus: Stimulus): void {
    const now = this.#port.now();
    this.#sampledAt = now;
    const seen = this.#census.take(stimulus.by === "frame", now);
    for (const [cookie, facts] of seen) this.#take(cookie, facts, now, stimulus);
    for (const [cookie, known] of this.#known) {
      if (!seen.has(cookie)) this.#remove(cookie, known, now, stimulus);
    }
    this.#aborted.clear();
    this.#owes = false;
  }

  /** Why a kernel sent a segment by itself: the timer of the socket that it came from, where one had run out. */
  causeOfOwnSegment(segment: OwnSegment): Cause {
    const [, known] = this.#senderOf(segment) ?? [];
    if (!known) return { by: "kernel" };
    const { view } = known;
    const cause = this.#ownCause(known, this.#port.now());
    const isOwn = segment.purpose !== "acknowledgment" || this.#isWatched(view);
    if (cause.by !== "kernel" || isOwn) return cause;
    return { by: "timer", timer: "delayed-ack", socket: view.socket };
  }

  /** Why a kernel sent a segment that was there after a frame had reached it: that frame, unless only a call sends such. */
  causeOfAnswer(segment: OwnSegment, frame: Cause): Cause {
    const [cookie, known] = this.#senderOf(segment) ?? [];
    if (isAnswer(segment.purpose, known?.view)) return frame;
    if (cookie !== undefined && segment.purpose === "rst") this.#aborted.add(cookie);
    return known ? this.#ownCause(known, this.#port.now()) : { by: "kernel" };
  }

  #senderOf(segment: OwnSegment): readonly [string, KnownSocket] | null {
    for (const entry of this.#known) if (isOf(segment, entry[1].view)) return entry;
    return null;
  }

  #take(cookie: string, facts: SocketFacts, now: TraceTime, stimulus: Stimulus): void {
    const known = this.#known.get(cookie);
    const late = known !== undefined && isLate(known, facts, now);
    const lookAt = expiryOf(facts, now);
    const expires = late ? known.expires : lookAt;
    if (known && !differs(known, facts, expires)) {
      if (late) this.#known.set(cookie, { ...known, lookAt });
      return;
    }
    const socket = known?.view.socket ?? this.#port.nextSocketNumber();
    const view: SocketView = { ...facts, socket, host: this.#host };
    const isUnseen = stimulus.by === "frame" && !isByFrame(known?.view, facts);
    const cause = this.#causeFor(late ? undefined : known, isUnseen ? ITSELF : stimulus, now);
    const fired = cause.by === "timer" ? { timer: cause.timer, at: now } : null;
    this.#known.set(cookie, { view, expires, lookAt, fired });
    const sampling = this.#samplingOf(cause);
    if (!known) this.#port.append({ kind: "socket.opened", ...view, cause, sampling });
    else this.#port.append({ kind: "socket.changed", ...view, before: known.view.state, cause, sampling });
  }

  #remove(cookie: string, known: KnownSocket, now: TraceTime, stimulus: Stimulus): void {
    this.#known.delete(cookie);
    const { view } = known;
    // What was done to the host may have been done to another socket: nothing keeps a TIME_WAIT beyond its time.
    const ranOut = view.timer?.kind === "time-wait" && ownTimer(known, now) !== null;
    const isUnseen = stimulus.by === "frame" && (this.#aborted.has(cookie) || !isEndedByFrame(view));
    const cause = this.#causeFor(known, ranOut || isUnseen ? ITSELF : stimulus, now);
    const { socket, state: before } = view;
    const sampling = this.#samplingOf(cause);
    this.#port.append({ kind: "socket.closed", socket, host: this.#host, before, cause, sampling });
  }

  #causeFor(known: KnownSocket | undefined, stimulus: Stimulus, now: TraceTime): Cause {
    if (stimulus.by !== "itself") return stimulus;
    return known ? this.#ownCause(known, now) : { by: "kernel" };
  }

  #ownCause(known: KnownSocket, now: TraceTime): Cause {
    const timer = ownTimer(known, now);
    if (timer) return timer;
    const { program } = known.view;
    for (const [call, its] of this.#underway) if (its === program) return { by: "call", call };
    const isOver = program !== null && this.#census.hasEnded(program);
    return isOver ? { by: "exit", program } : { by: "kernel" };
  }

  #isSteady(): boolean {
    for (const { view } of this.#known.values()) if (!STEADY.has(view.state)) return false;
    return true;
  }

  #samplingOf(cause: Cause): "exact" | "sampled" {
    if (this.#owes) return "sampled";
    return cause.by === "kernel" && this.watching ? "sampled" : "exact";
  }

  #isWatched({ program }: SocketView): boolean {
    return program !== null && this.#census.processes.isWatched(program);
  }
}

function isOf({ local, remote }: OwnSegment, { type, local: own, remote: other }: SocketView): boolean {
  return type === "SOCK_STREAM" && isSame(local, own) && isSame(remote, other);
}

/** An AF_INET6 socket knows IPv4 addresses in their mapped form (RFC 4291 §2.5.5.2). */
function isSame(onWire: Endpoint, ofSocket: Endpoint): boolean {
  if (onWire.port !== ofSocket.port) return false;
  return ofSocket.address === onWire.address || ofSocket.address === `::ffff:${onWire.address}`;
}
