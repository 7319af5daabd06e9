import type { SocketState, TraceState } from "@wirestage/trace";

/** The socket in which the server listens. */
export function listenerOf({ sockets }: TraceState, server: number): SocketState | null {
  return [...sockets.values()].find(({ program, state }) => program === server && state === "LISTEN") ?? null;
}

/** Of a listening socket: connections that the kernel has made and no `accept` has taken. */
export function waitingClients({ queues }: SocketState): number {
  return queues.receive;
}
