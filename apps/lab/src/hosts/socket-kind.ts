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

/** A descriptor of a program, by its number in that program. */
export interface Owner {
  readonly fd: number;
  readonly program: number;
}

/** A descriptor that a program holds, as the program's own side tells of it. */
export interface Holder extends Owner {
  readonly family: SocketFamily;
  readonly type: SocketType;
  /** Asked where sock_diag does not list the socket: it is new, only bound, or dead. Null: the descriptor is gone. */
  look(): UnlistedView | null;
  /** Whether the process that holds it is no more, or ending; left out where this process holds it. */
  hasEnded?(): boolean;
}

/** A table of the kernel's that sock_diag is asked for on its own. */
export type SocketKind = "tcp" | "tcp6" | "udp" | "udp6" | "unix";

export const SOCKET_KINDS: readonly SocketKind[] = ["tcp", "tcp6", "udp", "udp6", "unix"];

export function kindOf({ family, type }: Pick<SocketView, "family" | "type">): SocketKind {
  switch (family) {
    case "AF_INET":
      return type === "SOCK_STREAM" ? "tcp" : "udp";
    case "AF_INET6":
      return type === "SOCK_STREAM" ? "tcp6" : "udp6";
    case "AF_UNIX":
      return "unix";
    default:
      return family satisfies never;
  }
}
