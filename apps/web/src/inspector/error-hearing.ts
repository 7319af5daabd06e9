import type { SocketState, TraceLog } from "@wirestage/trace";
import { isWildcard } from "../format/endpoint.ts";
import { frameIndex } from "./frame-index.ts";
import { unreachablePort } from "./unreachable-port.ts";

/** Whether a program learns of an ICMP error: only through a socket that is connected (udp(7)). */
export type ErrorHearing = "connected" | "unconnected";

/**
 * Whether the socket whose datagram a `port unreachable` is about was connected as that was sent. Derived by us; null
 * for other frames, and where it was not seen which socket sent the datagram.
 */
export function errorHearing(frame: number, log: TraceLog): ErrorHearing | null {
  const index = frameIndex(log);
  const message = index.summary(frame);
  if (!message || message.about === null || unreachablePort(message.bytes) === null) return null;
  const about = index.summary(message.about);
  const sent = log.frames[frame - 1]?.sent;
  if (about?.view?.kind !== "udp" || !sent) return null;
  const socket = socketAt(log, sent.seq, about.from, about.view.srcPort);
  if (socket === null) return null;
  return isWildcard(socket.remote, socket.family) ? "unconnected" : "connected";
}

/** The datagram socket that has a port of a host when the first `count` events have happened. */
function socketAt(log: TraceLog, count: number, host: string, port: number): SocketState | null {
  const gone = new Set<number>();
  for (let at = count - 1; at >= 0; at--) {
    const event = log.events[at];
    if (event?.kind === "socket.closed") gone.add(event.socket);
    if (event?.kind !== "socket.opened" && event?.kind !== "socket.changed") continue;
    if (gone.has(event.socket)) continue;
    gone.add(event.socket);
    if (event.type === "SOCK_DGRAM" && event.host === host && event.local.port === port) return event;
  }
  return null;
}
