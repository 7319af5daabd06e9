import {
  type CallEntry,
  type CallValue,
  type Cause,
  type EventOf,
  NS_PER_MS,
  type SocketState,
  type TraceLog,
  type TraceState,
} from "@wirestage/trace";
import { type FrameSummary, frameIndex } from "../../inspector/frame-index.ts";
import { discardOf } from "../../inspector/kernel-discard.ts";

type Returned = EventOf<"call.returned">;

/** A call that has failed. */
export interface FailedCall {
  readonly entered: CallEntry["entered"];
  readonly returned: Returned;
  readonly code: string;
}

/** Null where the call is still waiting, or succeeded. */
export function failedCall({ entered, returned }: CallEntry): FailedCall | null {
  return returned && !returned.outcome.ok ? { entered, returned, code: returned.outcome.code } : null;
}

/** Linux' TCP_TIMEWAIT_LEN, include/net/tcp.h. */
const TIME_WAIT_MS = 60_000;

type AddressValue = Extract<CallValue, { type: "address" }>;

/** Of an address in numbers. */
export function familyOf(address: string): "AF_INET" | "AF_INET6" {
  return address.includes(":") ? "AF_INET6" : "AF_INET";
}

function addressAmong(values: readonly CallValue[]): AddressValue | null {
  for (const value of values) {
    if (typeof value === "object" && value !== null && value.type === "address") return value;
  }
  return null;
}

function setsReuse({ name, arguments: values }: CallEntry["entered"]): boolean {
  const option = values[1];
  const isReuse = typeof option === "object" && option?.type === "constant" && option.name === "SO_REUSEADDR";
  return name === "setsockopt" && isReuse;
}

/** Not of a connection that is only being asked for, which may be refused. */
function hasPeer({ remote, state }: SocketState): boolean {
  return remote.port > 0 && state !== "SYN_SENT" && state !== "CLOSE";
}

/** How far back a frame is looked for. */
const MOST_BACK = 4_000;

/** What a trace shows of one failed call: the state when it failed, what it was given, and what arrived before. */
export class Evidence {
  readonly call: FailedCall;
  readonly #log: TraceLog;
  readonly state: TraceState;

  constructor(call: FailedCall, log: TraceLog) {
    this.call = call;
    this.#log = log;
    this.state = log.stateAfter(call.returned.seq);
  }

  get host(): string {
    return this.call.entered.host;
  }

  /** The socket that the call was made on as the kernel last told of it; null where none is known. */
  get socket(): SocketState | null {
    const { socket } = this.call.entered;
    return socket === null ? null : this.#lastView(socket);
  }

  /** The far end that the socket last had: the kernel forgets it with a reset. Null where it never had one. */
  get peer(): SocketState["remote"] | null {
    const { socket } = this.call.entered;
    return socket === null ? null : (this.#lastView(socket, hasPeer)?.remote ?? null);
  }

  /** IP address and port among the arguments. */
  get address(): AddressValue | null {
    return addressAmong(this.call.entered.arguments);
  }

  /** Of the socket; where it is not known, of the address that the call was given. */
  get family(): SocketState["family"] {
    return this.socket?.family ?? familyOf(this.address?.address ?? "");
  }

  /** Path of an AF_UNIX socket among the arguments. */
  get path(): string | null {
    if (this.address !== null || (this.socket && this.socket.family !== "AF_UNIX")) return null;
    return this.call.entered.arguments.find((value) => typeof value === "string") ?? null;
  }

  /** Addresses of the host itself, loopback left out. */
  get ownAddresses(): readonly string[] {
    return this.#addressesOf(this.host);
  }

  get otherAddresses(): readonly string[] {
    return [...this.state.hosts.keys()]
      .filter((host) => host !== this.host)
      .flatMap((host) => this.#addressesOf(host));
  }

  /** The calls made on the same socket before this one, newest first. */
  earlierCalls(): readonly CallEntry[] {
    const { call, socket } = this.call.entered;
    if (socket === null) return [];
    return this.#log.calls
      .slice(0, call - 1)
      .filter(({ entered }) => entered.socket === socket)
      .reverse();
  }

  /** The socket that a program of the host last bound to this port before; null where no such call was seen. */
  boundEarlier(port: number): number | null {
    const found = this.#log.calls.slice(0, this.call.entered.call - 1).findLast(({ entered, returned }) => {
      const isHere = entered.host === this.host && entered.socket !== this.call.entered.socket;
      if (!isHere || entered.name !== "bind" || !returned?.outcome.ok) return false;
      return addressAmong(entered.arguments)?.port === port;
    });
    return found?.entered.socket ?? null;
  }

  /** Whether a program had set SO_REUSEADDR on a socket. */
  reusesAddress(socket: number | null): boolean {
    const last = this.#log.calls
      .slice(0, this.call.entered.call - 1)
      .findLast(
        ({ entered, returned }) =>
          socket !== null && entered.socket === socket && returned?.outcome.ok === true && setsReuse(entered),
      );
    const value = last?.entered.arguments.at(-1);
    return value === true || (typeof value === "number" && value !== 0);
  }

  /** How long the last of these sockets still stays in TIME_WAIT after the call, in whole seconds. */
  timeWaitSeconds(sockets: readonly SocketState[]): number {
    const left = sockets.map(({ t, timer }) => {
      const atView = timer?.kind === "time-wait" ? timer.remainingMs : TIME_WAIT_MS;
      return atView - (this.call.returned.t - t) / NS_PER_MS;
    });
    return Math.max(1, Math.ceil(Math.max(...left) / 1000));
  }

  /** Another host on which a socket is bound to this path. */
  otherHostWithPath(path: string): string | null {
    const found = [...this.state.sockets.values()].find(
      ({ host, family, local }) => host !== this.host && family === "AF_UNIX" && local.address === path,
    );
    return found?.host ?? null;
  }

  /** Sockets of the same host and type that have this port: TCP and UDP each have ports of their own. */
  onPort(port: number): readonly SocketState[] {
    const { socket, host } = this;
    return [...this.state.sockets.values()].filter(
      (view) =>
        view.host === host &&
        view.local.port === port &&
        view.socket !== this.call.entered.socket &&
        (socket === null || view.type === socket.type),
    );
  }

  /** The newest frame that the host's kernel had taken in when the call failed and that is such a one. */
  lastArrival(isSuch: (frame: FrameSummary) => boolean): FrameSummary | null {
    const { events } = this.#log;
    const from = this.call.returned.seq - 1;
    for (let at = from; at >= Math.max(0, from - MOST_BACK); at--) {
      const event = events[at];
      if (event?.kind !== "frame.delivered" || event.host !== this.host) continue;
      const entry = this.#log.frames[event.frame - 1];
      if (!entry || discardOf(entry, this.#log) !== null) continue;
      const summary = frameIndex(this.#log).asNow(entry);
      if (summary && isSuch(summary)) return summary;
    }
    return null;
  }

  /** Frames that the host's kernel had sent since the call began and that are such. */
  sentSince(isSuch: (frame: FrameSummary) => boolean): number {
    const { entered, returned } = this.call;
    return this.#log.frames.filter(({ frame, sent }) => {
      if (sent.kind !== "frame.sent" || sent.host !== this.host) return false;
      if (sent.seq < entered.seq || sent.seq > returned.seq) return false;
      const summary = frameIndex(this.#log).summary(frame);
      return summary !== undefined && isSuch(summary);
    }).length;
  }

  /** Why a kernel sent a frame; null where the wire made it. */
  causeOf(frame: number): Cause | null {
    const sent = this.#log.frames[frame - 1]?.sent;
    return sent?.kind === "frame.sent" ? sent.cause : null;
  }

  #addressesOf(host: string): string[] {
    const facts = this.state.hosts.get(host)?.facts;
    return facts ? [facts.address, ...(facts.address6 === null ? [] : [facts.address6])] : [];
  }

  #lastView(socket: number, isSuch: (view: SocketState) => boolean = () => true): SocketState | null {
    const view = this.#log.socketEvents.findLast(
      (event) =>
        event.socket === socket &&
        event.seq < this.call.returned.seq &&
        event.kind !== "socket.closed" &&
        isSuch(event),
    );
    return view && view.kind !== "socket.closed" ? view : null;
  }
}
