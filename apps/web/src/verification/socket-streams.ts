import type { EventOf, SocketState } from "@wirestage/trace";
import type { CalledStretch, Moment } from "./story.ts";
import { Stretches } from "./stretches.ts";

/** One socket as the story needs it: between whom, since when, and which call moved which bytes of its streams. */
export interface SocketStreams {
  readonly socket: number;
  readonly host: string;
  /** `local>remote`, as of the last event that named both ends. */
  readonly there: string;
  readonly back: string;
  readonly remote: string;
  readonly established: Moment | null;
  /** TIME_WAIT, CLOSE after a reset, or no longer known to its kernel. */
  readonly over: Moment | null;
  readonly sent: Stretches<CalledStretch>;
  readonly received: Stretches<CalledStretch>;
  /** How many bytes its program gave and took so far. */
  sentLength: number;
  receivedLength: number;
}

type Seen = { -readonly [K in keyof SocketStreams]: SocketStreams[K] };

function endText({ address, port }: SocketState["local"]): string {
  return `${address}:${port}`;
}

function momentOf({ seq, t }: Moment): Moment {
  return { seq, t };
}

/** All sockets that the trace has told of. */
export class SocketTable {
  readonly #sockets = new Map<number, Seen>();
  readonly #newest = new Map<string, Seen>();

  /** Null for a socket that no event has told of yet. */
  of(socket: number | null): SocketStreams | null {
    return (socket === null ? undefined : this.#sockets.get(socket)) ?? null;
  }

  /** The newest socket at the other end of the same connection. */
  peerOf({ back }: SocketStreams): SocketStreams | null {
    return this.#newest.get(back) ?? null;
  }

  changed(event: EventOf<"socket.opened" | "socket.changed">): SocketStreams {
    const seen = this.#sockets.get(event.socket) ?? begun(event);
    this.#sockets.set(event.socket, seen);
    if (event.remote.port !== 0) {
      const [local, remote] = [endText(event.local), endText(event.remote)];
      Object.assign(seen, { there: `${local}>${remote}`, back: `${remote}>${local}`, remote });
      this.#newest.set(seen.there, seen);
    }
    if (event.state === "ESTABLISHED") seen.established ??= momentOf(event);
    if (event.state === "TIME_WAIT" || (event.state === "CLOSE" && seen.established))
      seen.over ??= momentOf(event);
    return seen;
  }

  closed(event: EventOf<"socket.closed">): void {
    const seen = this.#sockets.get(event.socket);
    if (seen) seen.over ??= momentOf(event);
  }
}

function begun({ socket, host }: EventOf<"socket.opened" | "socket.changed">): Seen {
  return {
    socket,
    host,
    there: "",
    back: "",
    remote: "",
    established: null,
    over: null,
    sent: new Stretches(),
    received: new Stretches(),
    sentLength: 0,
    receivedLength: 0,
  };
}
