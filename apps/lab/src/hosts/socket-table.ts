import { AF_INET, CONNECTION_STATES, type DiagSocket, IPPROTO_TCP, type SockDiag } from "@wirestage/linux";
import {
  type Cause,
  type Endpoint,
  type EventFacts,
  NS_PER_MS,
  type TcpInfo,
  type TraceTime,
} from "@wirestage/trace";
import { type Holder, type SocketView, WILDCARDS } from "./socket-kind.ts";

type SocketFacts = Omit<SocketView, "socket" | "host">;

const NOTHING_QUEUED = { queues: { receive: 0, send: 0 }, timer: null, info: null } as const;

/** Kernel timers are told in whole milliseconds and run in jiffies of up to 10 ms: a smaller step is no new timer. */
const TIMER_STEP_NS = 15_000_000;
/** A timer may fire this much before the time that was last read of it: a jiffy of 10 ms, and a cut-off millisecond. */
const TIMER_READING_NS = 11_000_000;
/** A frame read this soon after its socket's timer was seen to have fired is that timer's. */
const SAME_MOMENT_NS = 5_000_000;

const CONNECTIONS = { family: AF_INET, protocol: IPPROTO_TCP, states: CONNECTION_STATES } as const;

interface Known {
  readonly socket: number;
  readonly view: SocketView;
  /** Trace time at which the kernel's timer runs out, as last told. */
  readonly expires: number | null;
  /** Trace time from which on the kernel must be asked for what the timer did. */
  readonly lookAt: number | null;
  /** When its timer was last seen to have fired. */
  readonly fired: { readonly timer: string; readonly at: TraceTime } | null;
}

/** What was done to a host. `itself`: nothing by us; then the cause is looked for in each socket's own timer. */
export type Stimulus = Cause | { readonly by: "itself" };

/** What is asked of a host's kernel. */
type Diagnosis = Pick<SockDiag, "dump" | "one">;

export interface SocketTablePort {
  append(facts: EventFacts): TraceTime;
  now(): TraceTime;
  nextSocketNumber(): number;
}

/** On a LISTEN socket the fields of tcp_info mean other things (tcp_get_info in net/ipv4/tcp.c); its queues tell them. */
function infoOf(diag: DiagSocket): TcpInfo | null {
  const { info } = diag;
  if (!info || diag.state === "LISTEN") return null;
  return {
    rtoUs: info.rtoUs,
    rttUs: info.rttUs,
    rttVarUs: info.rttvarUs,
    cwnd: info.sndCwnd,
    ssthresh: info.sndSsthresh,
    sndMss: info.sndMss,
    unacked: info.unacked,
    retransmits: info.retransmits,
    totalRetransmits: info.totalRetrans,
  };
}

function timerOf(diag: DiagSocket): SocketView["timer"] {
  const { timer } = diag;
  if (timer.kind === "none") return null;
  const kind = timer.kind === "unknown" ? "other" : timer.kind;
  return { kind, remainingMs: timer.remainingMs, retries: timer.retries };
}

/** What the trace has been told of one host's TCP sockets. What the kernel says otherwise becomes events. */
export class SocketTable {
  readonly #host: string;
  readonly #diag: Diagnosis;
  readonly #port: SocketTablePort;
  readonly #known = new Map<string, Known>();
  readonly #holders = new Map<string, Holder>();

  constructor(host: string, diag: Diagnosis, port: SocketTablePort) {
    this.#host = host;
    this.#diag = diag;
    this.#port = port;
  }

  /** @param cookie of the socket behind the holder's descriptor (SO_COOKIE) */
  hold(cookie: string, holder: Holder): void {
    this.#holders.set(cookie, holder);
  }

  letGo(cookie: string): void {
    this.#holders.delete(cookie);
  }

  /** The number that the trace gave the socket, or null before its first sample. */
  numberOf(cookie: string): number | null {
    return this.#known.get(cookie)?.socket ?? null;
  }

  /**
   * Trace time at which the next timer of this host's sockets runs out, whether or not a frame will tell of it. The past
   * means that one has run out and not fired yet: the kernel may be late by an eighth of the timer's length (timer wheel).
   */
  nextExpiry(): number | null {
    const times = [...this.#known.values()].flatMap(({ lookAt }) => (lookAt === null ? [] : [lookAt]));
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Asks the kernel, and appends what is different now because of `stimulus`. */
  sample(stimulus: Stimulus): void {
    const now = this.#port.now();
    const connections = this.#diag.dump(CONNECTIONS);
    const present = new Set(connections.map(({ cookie }) => cookie));
    const resting = stimulus.by === "frame" && this.#areAsBefore(connections, present);
    for (const diag of connections) this.#take(diag.cookie, this.#listed(diag), now, stimulus);
    for (const [cookie, holder] of this.#holders) {
      if (present.has(cookie)) continue;
      present.add(cookie);
      if (resting && this.#stateOf(cookie) === "LISTEN") continue;
      const facts = this.#listening(cookie) ?? this.#held(holder);
      if (facts) this.#take(cookie, facts, now, stimulus);
      else present.delete(cookie);
    }
    for (const [cookie, known] of this.#known) {
      if (!present.has(cookie)) this.#remove(cookie, known, now, stimulus);
    }
  }

  /**
   * Whether no connection has come, gone or changed its state. Then a frame has changed no listener either: one enters
   * the accept queue as its state changes, and leaves it by a call (tcp_v4_rcv, inet_csk_accept).
   */
  #areAsBefore(connections: readonly DiagSocket[], present: ReadonlySet<string>): boolean {
    for (const { cookie, state } of connections) if (this.#stateOf(cookie) !== state) return false;
    for (const cookie of this.#known.keys()) {
      if (!present.has(cookie) && !this.#holders.has(cookie)) return false;
    }
    return true;
  }

  #stateOf(cookie: string): SocketView["state"] | null {
    return this.#known.get(cookie)?.view.state ?? null;
  }

  /** Why a kernel sent a frame by itself: the timer of the socket that it came from, where one had run out. */
  causeOfOwnFrame(localPort: number, remotePort: number, bareAck: boolean): Cause {
    const now = this.#port.now();
    for (const known of this.#known.values()) {
      if (known.view.local.port !== localPort || known.view.remote.port !== remotePort) continue;
      const cause = ownCause(known, now);
      if (cause.by === "timer" || !bareAck) return cause;
      return { by: "timer", timer: "delayed-ack", socket: known.socket };
    }
    return { by: "kernel" };
  }

  #listed(diag: DiagSocket): SocketFacts {
    const holder = this.#holders.get(diag.cookie);
    return {
      family: "AF_INET",
      type: "SOCK_STREAM",
      state: diag.state,
      local: diag.local,
      remote: diag.remote,
      queues: { receive: diag.recvQueue, send: diag.sendQueue },
      timer: timerOf(diag),
      info: infoOf(diag),
      fd: holder?.fd ?? null,
      program: holder?.program ?? null,
    };
  }

  /** A listener by the name under which it was known, if it still is one; the dump's walk over that table is dearer. */
  #listening(cookie: string): SocketFacts | null {
    const view = this.#known.get(cookie)?.view;
    const listener = view?.state === "LISTEN" ? this.#listener(view.local) : null;
    return listener?.cookie === cookie ? this.#listed(listener) : null;
  }

  /** A descriptor that is no connection, and was no listener before. */
  #held(holder: Holder): SocketFacts | null {
    const view = holder.look();
    if (!view) return null;
    const listener = view.state === "LISTEN" ? this.#listener(view.local) : null;
    if (listener) return this.#listed(listener);
    const { fd, program, family, type } = holder;
    return { ...NOTHING_QUEUED, ...view, fd, program, family, type };
  }

  #listener(local: Endpoint): DiagSocket | null {
    return this.#diag.one({ family: AF_INET, protocol: IPPROTO_TCP, local, remote: WILDCARDS.AF_INET });
  }

  #take(cookie: string, facts: SocketFacts, now: TraceTime, stimulus: Stimulus): void {
    const known = this.#known.get(cookie);
    const late = known !== undefined && isLate(known, facts, now);
    const lookAt = facts.timer ? now + facts.timer.remainingMs * NS_PER_MS : null;
    const expires = late ? known.expires : lookAt;
    if (known && !differs(known, facts, expires)) {
      if (late) this.#known.set(cookie, { ...known, lookAt });
      return;
    }
    const socket = known?.socket ?? this.#port.nextSocketNumber();
    const view: SocketView = { socket, host: this.#host, ...facts };
    const cause = causeFor(late ? undefined : known, stimulus, now);
    const fired = cause.by === "timer" ? { timer: cause.timer, at: now } : null;
    this.#known.set(cookie, { socket, view, expires, lookAt, fired });
    if (known) {
      this.#port.append({
        kind: "socket.changed",
        ...view,
        before: known.view.state,
        cause,
        sampling: "exact",
      });
    } else {
      this.#port.append({ kind: "socket.opened", ...view, cause, sampling: "exact" });
    }
  }

  #remove(cookie: string, known: Known, now: TraceTime, stimulus: Stimulus): void {
    this.#known.delete(cookie);
    const { socket, view } = known;
    // What was done to the host may have been done to another socket: nothing keeps a TIME_WAIT beyond its time.
    const ranOut = view.timer?.kind === "time-wait" && ownCause(known, now).by === "timer";
    const cause = causeFor(known, ranOut ? { by: "itself" } : stimulus, now);
    this.#port.append({
      kind: "socket.closed",
      socket,
      host: this.#host,
      before: view.state,
      cause,
      sampling: "exact",
    });
  }
}

/** All but the timer's remaining time, which always differs, and is compared by when it runs out. */
function differs(known: Known, facts: SocketFacts, expires: number | null): boolean {
  const { view } = known;
  return (
    view.state !== facts.state ||
    view.fd !== facts.fd ||
    !shallowEqual(view.queues, facts.queues) ||
    view.timer?.kind !== facts.timer?.kind ||
    view.timer?.retries !== facts.timer?.retries ||
    isAnotherTime(known.expires, expires) ||
    !shallowEqual(view.local, facts.local) ||
    !shallowEqual(view.remote, facts.remote) ||
    !shallowEqual(view.info, facts.info)
  );
}

/** Whether the timer of before has run out and not fired yet. */
function isLate({ view, expires }: Known, { timer }: SocketFacts, now: TraceTime): boolean {
  if (expires === null || now < expires - TIMER_READING_NS) return false;
  return timer?.remainingMs === 0 && timer.kind === view.timer?.kind && timer.retries === view.timer.retries;
}

function isAnotherTime(before: number | null, after: number | null): boolean {
  return before !== null && after !== null && Math.abs(after - before) > TIMER_STEP_NS;
}

function shallowEqual<T extends object>(a: T | null, b: T | null): boolean {
  if (a === null || b === null) return a === b;
  for (const key in a) if (a[key] !== b[key]) return false;
  return true;
}

function causeFor(known: Known | undefined, stimulus: Stimulus, now: TraceTime): Cause {
  if (stimulus.by !== "itself") return stimulus;
  return known ? ownCause(known, now) : { by: "kernel" };
}

function ownCause(known: Known, now: TraceTime): Cause {
  const { socket, view, expires, fired } = known;
  if (fired && now - fired.at < SAME_MOMENT_NS) return { by: "timer", timer: fired.timer, socket };
  if (!view.timer || expires === null || now < expires - TIMER_READING_NS) return { by: "kernel" };
  return { by: "timer", timer: view.timer.kind, socket };
}
