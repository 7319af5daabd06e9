import type { Cause, SocketState, SocketTimer, TcpState, TraceLog } from "@wirestage/trace";

type CauseOf<B extends Cause["by"]> = Extract<Cause, { by: B }>;

export type TimerMeaning = SocketTimer["kind"] | "finTimeout";

export type SocketKind = "tcp" | "udp" | "unixStream" | "unixDatagram";

export function socketKind({ family, type }: Pick<SocketState, "family" | "type">): SocketKind {
  if (family === "AF_UNIX") return type === "SOCK_STREAM" ? "unixStream" : "unixDatagram";
  return type === "SOCK_STREAM" ? "tcp" : "udp";
}

/**
 * Sockets without a handshake have no states of their own: Linux says ESTABLISHED of one that `connect` gave a peer, and
 * CLOSE of any other. Null for streams, whose states mean what they say.
 */
export function peering(
  view: Pick<SocketState, "family" | "type" | "state">,
): "connected" | "unconnected" | null {
  const kind = socketKind(view);
  if (kind === "tcp" || kind === "unixStream") return null;
  return view.state === "ESTABLISHED" ? "connected" : "unconnected";
}

type Queued = Pick<SocketState, "family" | "type" | "state" | "queues">;

/** What Recv-Q of a TCP socket counts: a FIN that no `recv` has met yet takes up one number as well (RFC 9293 §3.4). */
function tcpReceiveMeaning({ state, queues }: Queued): "data" | "fin" {
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

/** What Send-Q of a TCP socket counts: besides data a SYN or FIN; of the SYN-ACK Linux' request socket counts nothing. */
function tcpSendMeaning({ state, queues }: Queued): "data" | "syn" | "synAck" | "fin" {
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

export type ReceiveMeaning = "accept" | "data" | "fin" | "datagramMemory" | "firstDatagram";

/**
 * What Recv-Q counts. Of UDP it is the memory that waiting datagrams take up, headers and slack and all (`sk_rmem_alloc`);
 * of an AF_UNIX datagram socket the length of the first one (`unix_inq_len`).
 */
export function receiveQueueMeaning(view: Queued): ReceiveMeaning {
  if (view.state === "LISTEN") return "accept";
  const kind = socketKind(view);
  switch (kind) {
    case "tcp":
      return tcpReceiveMeaning(view);
    case "udp":
      return "datagramMemory";
    case "unixStream":
      return "data";
    case "unixDatagram":
      return "firstDatagram";
    default:
      return kind satisfies never;
  }
}

export type SendMeaning = "backlog" | "data" | "syn" | "synAck" | "fin" | "unsent" | "unreadThere";

/**
 * What Send-Q counts. Of UDP it is memory of datagrams that have not left the host, of AF_UNIX memory of what the other
 * end has not yet read (`sk_wmem_alloc`): nobody acknowledges either.
 */
export function sendQueueMeaning(view: Queued): SendMeaning {
  if (view.state === "LISTEN") return "backlog";
  const kind = socketKind(view);
  switch (kind) {
    case "tcp":
      return tcpSendMeaning(view);
    case "udp":
      return "unsent";
    case "unixStream":
    case "unixDatagram":
      return "unreadThere";
    default:
      return kind satisfies never;
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
