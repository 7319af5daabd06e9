import type { TcpState } from "@wirestage/trace";
import type { SocketFacts } from "./known-socket.ts";
import type { SocketView } from "./socket-kind.ts";

/** What a TCP segment does; one that carries data and FIN counts as `fin`. */
export type SegmentPurpose = "acknowledgment" | "data" | "syn" | "syn-ack" | "fin" | "rst";

/** A connection whose own side has been closed. */
const CLOSED_HERE: ReadonlySet<TcpState> = new Set([
  "FIN_WAIT1",
  "FIN_WAIT2",
  "CLOSING",
  "TIME_WAIT",
  "LAST_ACK",
]);
/** States that only a call of the socket's own program leads into; out of LISTEN leads nothing else either. */
const BY_CALL: ReadonlySet<TcpState> = new Set(["LISTEN", "SYN_SENT"]);

/**
 * Whether a frame that reached the host can have made `after` of `before` (RFC 9293 §3.10.7). If not, a call was made
 * meanwhile, which of a command without a tracer nobody sees.
 */
export function isByFrame(before: SocketView | undefined, after: SocketFacts): boolean {
  if (after.family === "AF_UNIX") return false;
  if (!before) return after.type === "SOCK_STREAM" && after.state !== "CLOSE" && !BY_CALL.has(after.state);
  if (after.state !== before.state) {
    const isClosedNow = CLOSED_HERE.has(after.state) && !CLOSED_HERE.has(before.state);
    return !isClosedNow && !BY_CALL.has(after.state) && before.state !== "LISTEN";
  }
  return after.state === "LISTEN" || after.queues.receive >= before.queues.receive;
}

/** Whether a frame that reached the host can have made an end of the socket. */
export function isEndedByFrame({ family, type, state }: SocketView): boolean {
  return family !== "AF_UNIX" && type === "SOCK_STREAM" && state !== "LISTEN" && state !== "CLOSE";
}

/**
 * Whether a kernel sends such a segment because of a frame that has reached it.
 * @param from the socket as it was before that; undefined where there was none
 */
export function isAnswer(purpose: SegmentPurpose, from: SocketView | undefined): boolean {
  switch (purpose) {
    case "acknowledgment":
    case "syn-ack":
      return true;
    case "syn":
      return false;
    case "data":
      // What waited for the window to open, or is sent again.
      return from !== undefined && from.queues.send > 0;
    case "fin":
      return from !== undefined && CLOSED_HERE.has(from.state);
    case "rst":
      return from?.state !== "ESTABLISHED" && from?.state !== "CLOSE_WAIT";
    default:
      return purpose satisfies never;
  }
}
