import type { Cause, SocketState, SocketTimer, TcpState, TraceLog } from "@wirestage/trace";

type CauseOf<B extends Cause["by"]> = Extract<Cause, { by: B }>;

export type TimerMeaning = SocketTimer["kind"] | "finTimeout";

/** What Recv-Q counts: a FIN that no `recv` has met yet takes up one number as well (RFC 9293 §3.4). */
export function receiveQueueMeaning({
  state,
  queues,
}: Pick<SocketState, "state" | "queues">): "data" | "fin" {
  if (queues.receive === 0) return "data";
  switch (state) {
    case "CLOSE_WAIT":
    case "LAST_ACK":
    case "CLOSING":
    case "TIME_WAIT":
      return "fin";
    default:
      return "data";
  }
}

/** What Send-Q counts: besides data a SYN or FIN (RFC 9293 §3.4); of the SYN-ACK Linux' request socket counts nothing. */
export function sendQueueMeaning({
  state,
  queues,
}: Pick<SocketState, "state" | "queues">): "data" | "syn" | "synAck" | "fin" {
  if (state === "SYN_RECV") return "synAck";
  if (queues.send === 0) return "data";
  switch (state) {
    case "SYN_SENT":
      return "syn";
    case "FIN_WAIT1":
    case "CLOSING":
    case "LAST_ACK":
      return "fin";
    default:
      return "data";
  }
}

/**
 * What a socket's timer is for. While a socket that no program holds waits in FIN_WAIT2, its keepalive or TIME_WAIT
 * timer counts `tcp_fin_timeout` (tcp(7)).
 */
export function timerMeaning(
  { state, fd }: Pick<SocketState, "state" | "fd">,
  kind: SocketTimer["kind"],
): TimerMeaning {
  const countsFinTimeout =
    state === "FIN_WAIT2" && fd === null && (kind === "time-wait" || kind === "keepalive");
  return countsFinTimeout ? "finTimeout" : kind;
}

function lastState(socket: number, log: TraceLog): TcpState | null {
  const last = log.socketEvents.findLast((event) => event.socket === socket);
  if (!last) return null;
  return last.kind === "socket.closed" ? last.before : last.state;
}

/** What timer ran out, where one caused something: by its end the TIME_WAIT timer has closed the socket it ran for. */
export function timerThatCaused({ timer, socket }: CauseOf<"timer">, log: TraceLog): string {
  return timer === "time-wait" && lastState(socket, log) === "FIN_WAIT2" ? "finTimeout" : timer;
}
