import type { Endpoint, TcpState } from "@wirestage/trace";
import { SeqNumber } from "@wirestage/wire";
import type { Moment } from "./change.ts";
import type { Segment } from "./segment.ts";

/** A numbered segment of one end's, which other things are told by. */
export interface Landmark {
  readonly frame: number;
  /** What an acknowledgment number must reach to acknowledge it. */
  readonly acknowledgedBy: SeqNumber;
}

/** A SYN amid a connection: whether it opened another is told by what it is answered with. */
export interface IgnoredSyn extends Landmark {
  /** The frame that brought it first; `frame` is the one that brought it last. */
  readonly first: number;
  /** After the last sequence number that it uses: with data in it, that is beyond `acknowledgedBy`. */
  readonly end: SeqNumber;
}

/** One end of a connection, as far as its segments tell. */
export interface End {
  readonly host: string;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** Null until the end has shown that it has a socket. */
  socket: number | null;
  state: TcpState;
  /** Whether its first segment was one in the middle of a connection, so that nobody saw how it came about. */
  midway: boolean;
  syn: Landmark | null;
  fin: Landmark | null;
  ignoredSyn: IgnoredSyn | null;
  /** After the last sequence number that it has used. */
  next: SeqNumber | null;
  /** The highest acknowledgment that it has sent. */
  acknowledged: SeqNumber | null;
  /** The state that it left because a segment must have arrived; a repeat of its own shows that none did. */
  presumedFrom: TcpState | null;
  /** When it came to be in its state. */
  changed: Moment;
}

export function newEnd(host: string, local: Endpoint, remote: Endpoint): End {
  return { host, local, remote, ...forgotten(), changed: { frame: 0, when: "sent" } };
}

/** What an end is before anything is known of it, all but when that was. */
export function forgotten() {
  return {
    socket: null,
    state: "CLOSE" as TcpState,
    midway: false,
    syn: null,
    fin: null,
    ignoredSyn: null,
    next: null,
    acknowledged: null,
    presumedFrom: null,
  };
}

/** Takes down how far an end has come with a segment of its own. */
export function remember(end: End, { end: next, ack }: Segment): void {
  if (end.next === null || SeqNumber.after(next, end.next)) end.next = next;
  if (ack !== null && (end.acknowledged === null || SeqNumber.after(ack, end.acknowledged))) {
    end.acknowledged = ack;
  }
}
