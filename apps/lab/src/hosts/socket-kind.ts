import type { Endpoint, EventFacts } from "@wirestage/trace";

/** A socket as the trace shows it. */
export type SocketView = Omit<Extract<EventFacts, { kind: "socket.opened" }>, "kind" | "cause" | "sampling">;
export type SocketFamily = SocketView["family"];
export type SocketType = SocketView["type"];

/** What is known of a socket that sock_diag does not list. */
export type UnlistedView = Pick<SocketView, "state" | "local" | "remote">;

/** Where a socket of each family is while it is neither bound nor connected. */
export const WILDCARDS: Readonly<Record<SocketFamily, Endpoint>> = {
  AF_INET: { address: "0.0.0.0", port: 0 },
  AF_INET6: { address: "::", port: 0 },
  AF_UNIX: { address: "", port: 0 },
};

/** A descriptor that a program holds. */
export interface Holder {
  readonly fd: number;
  readonly program: number;
  readonly family: SocketFamily;
  readonly type: SocketType;
  /** Asked where sock_diag does not list the socket: it is new, only bound, or dead. Null: the descriptor is gone. */
  look(): UnlistedView | null;
}
