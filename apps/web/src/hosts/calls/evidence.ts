import type { CallEntry, CallValue, EventOf, SocketState, TraceLog, TraceState } from "@wirestage/trace";
import { type FrameSummary, frameIndex } from "../../inspector/frame-index.ts";

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

  /** IP address and port among the arguments. */
  get address(): Extract<CallValue, { type: "address" }> | null {
    const found = this.call.entered.arguments.find(
      (value) => typeof value === "object" && value !== null && value.type === "address",
    );
    return typeof found === "object" && found !== null && found.type === "address" ? found : null;
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

  /** Sockets of the same host that have this port. */
  onPort(port: number): readonly SocketState[] {
    return [...this.state.sockets.values()].filter(
      (view) =>
        view.host === this.host && view.local.port === port && view.socket !== this.call.entered.socket,
    );
  }

  /** The newest frame that had reached the host when the call failed and is such a one. */
  lastArrival(isSuch: (frame: FrameSummary) => boolean): FrameSummary | null {
    const { events } = this.#log;
    const from = this.call.returned.seq - 1;
    for (let at = from; at >= Math.max(0, from - MOST_BACK); at--) {
      const event = events[at];
      if (event?.kind !== "frame.delivered" || event.host !== this.host) continue;
      const summary = frameIndex(this.#log).summary(event.frame);
      if (summary && isSuch(summary)) return summary;
    }
    return null;
  }

  /** Frames that the host had sent since the call began and that are such. */
  sentSince(isSuch: (frame: FrameSummary) => boolean): number {
    const { entered, returned } = this.call;
    return this.#log.frames.filter(({ frame, sent }) => {
      if (sent.host !== this.host || sent.seq < entered.seq || sent.seq > returned.seq) return false;
      const summary = frameIndex(this.#log).summary(frame);
      return summary !== undefined && isSuch(summary);
    }).length;
  }

  causeOf(frame: number) {
    return this.#log.frames[frame - 1]?.sent.cause ?? null;
  }

  #addressesOf(host: string): string[] {
    const facts = this.state.hosts.get(host)?.facts;
    return facts ? [facts.address, ...(facts.address6 === null ? [] : [facts.address6])] : [];
  }

  #lastView(socket: number): SocketState | null {
    const view = this.#log.socketEvents.findLast(
      (event) =>
        event.socket === socket && event.seq < this.call.returned.seq && event.kind !== "socket.closed",
    );
    return view && view.kind !== "socket.closed" ? view : null;
  }
}
