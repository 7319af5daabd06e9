import type { SocketState } from "@wirestage/trace";
import type { Family, SocketType } from "./constants.ts";

/** A socket that a name stands for. */
export interface KnownSocket {
  readonly kind: "socket";
  readonly family: Family;
  readonly type: SocketType;
  /** Its number in the trace. */
  readonly socket: number | null;
  readonly fd: number | null;
  readonly closed: boolean;
  /** As the kernel last told of it; null where it has not, as in a script that is only being written. */
  readonly seen: SocketState | null;
}

/** What a name stands for. A `pair` was not taken apart; `pending` gets its value when the call returns. */
export type KnownValue =
  | KnownSocket
  | { readonly kind: "file"; readonly mode: string; readonly closed: boolean }
  | { readonly kind: "bytes"; readonly length: number | null }
  | { readonly kind: "address"; readonly host: string | null }
  | { readonly kind: "number" }
  | { readonly kind: "text" }
  | { readonly kind: "pair" }
  | { readonly kind: "none" }
  | { readonly kind: "pending"; readonly method: string };

export interface KnownHost {
  readonly name: string;
  readonly address: string;
  readonly address6: string | null;
}

/** What is known where a statement is typed. */
export interface Scope {
  /** The host whose console it is. */
  readonly host: string;
  readonly names: ReadonlyMap<string, KnownValue>;
  readonly hosts: readonly KnownHost[];
  /** Every socket that the kernels of the lab know. */
  readonly sockets: readonly SocketState[];
}

export function emptyScope(host: string, hosts: readonly KnownHost[] = []): Scope {
  return { host, names: new Map(), hosts, sockets: [] };
}

/** What a name stands for, or null where it stands for nothing. */
export function knownAs(scope: Scope, name: string): KnownValue | null {
  return scope.names.get(name) ?? null;
}

/** The socket or file that a method of `name` belongs to; socket unless it is known to be a file. */
export function targetKind(scope: Scope, name: string | undefined): "socket" | "file" {
  return name !== undefined && knownAs(scope, name)?.kind === "file" ? "file" : "socket";
}
