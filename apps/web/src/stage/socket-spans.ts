import type { Cause, EventOf, SocketState, TcpState, TraceEvent, TraceTime } from "@wirestage/trace";
import { peering } from "../hosts/socket-meaning.ts";

/** A socket in one state, from one change to the next. */
export interface SocketSpan {
  readonly socket: number;
  readonly host: string;
  readonly family: SocketState["family"];
  readonly type: SocketState["type"];
  readonly state: TcpState;
  readonly before: TcpState | null;
  readonly cause: Cause;
  readonly from: TraceTime;
  /** Number of the event that began it. */
  readonly seq: number;
  /** What ended it; null while it lasts. */
  end: { readonly t: TraceTime; readonly seq: number } | null;
  /** What carries data at the same time on one host stands in lanes side by side; null: it only listens. */
  readonly lane: number | null;
}

/** Whether data can go through the socket: a datagram socket needs no peer for that. */
function carriesData(view: Pick<SocketState, "family" | "type" | "state">): boolean {
  return peering(view) !== null || (view.state !== "LISTEN" && view.state !== "CLOSE");
}

/** The lives of all sockets as spans, in order of their beginning. */
export class SocketSpans {
  readonly spans: SocketSpan[] = [];
  readonly #open = new Map<number, SocketSpan>();

  push(event: TraceEvent): void {
    if (event.kind === "socket.opened") this.#enter(event, null);
    else if (event.kind === "socket.changed" && event.before !== event.state)
      this.#enter(event, event.before);
    else if (event.kind === "socket.closed") this.#leave(event);
  }

  #enter(event: EventOf<"socket.opened" | "socket.changed">, before: TcpState | null): void {
    const last = this.#leave(event);
    const { socket, host, family, type, state, cause, t, seq } = event;
    const lane = carriesData(event) ? (last?.lane ?? this.#freeLane(host)) : null;
    const kind = { socket, host, family, type };
    const span: SocketSpan = { ...kind, state, before, cause, from: t, seq, end: null, lane };
    this.spans.push(span);
    this.#open.set(socket, span);
  }

  #leave({
    socket,
    t,
    seq,
  }: EventOf<"socket.opened" | "socket.changed" | "socket.closed">): SocketSpan | undefined {
    const span = this.#open.get(socket);
    if (span) span.end = { t, seq };
    this.#open.delete(socket);
    return span;
  }

  #freeLane(host: string): number {
    const taken = new Set(
      [...this.#open.values()].filter((span) => span.host === host).map((span) => span.lane),
    );
    let lane = 0;
    while (taken.has(lane)) lane++;
    return lane;
  }
}
