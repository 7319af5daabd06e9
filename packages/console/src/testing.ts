import { type SocketState, type TcpState, TRACE_START } from "@wirestage/trace";
import type { Family, SocketType } from "./constants.ts";
import { parseStatement } from "./parser.ts";
import type { Problem } from "./problem.ts";
import type { KnownSocket, KnownValue, Scope } from "./scope.ts";
import type { StatementTree } from "./tree.ts";

/** @throws Error where `text` is not a statement, so that a test fails with the reason. */
export function treeOf(text: string): StatementTree {
  const parsed = parseStatement(text);
  if (parsed.kind === "statement") return parsed.tree;
  throw new Error(`${text}: ${parsed.kind === "problem" ? parsed.problem.code : parsed.why}`);
}

/** What is wrong as one line: `code at "marked text"`. */
export function told({ code, from, to }: Problem, text: string): string {
  return `${code} at ${JSON.stringify(text.slice(from, to))}`;
}

/** The text with the problem's own cure applied; as it was where there is none. */
export function mended(text: string, { fix }: Problem): string {
  return fix ? text.slice(0, fix.from) + fix.text + text.slice(fix.to) : text;
}

const HOSTS = [
  { name: "client", address: "192.0.2.1", address6: "2001:db8::1" },
  { name: "server", address: "192.0.2.2", address6: "2001:db8::2" },
];

interface SeenFacts {
  readonly host?: string;
  readonly type?: SocketType;
  readonly family?: Family;
  /** `address:port`; unbound unless given. */
  readonly local?: string;
  readonly remote?: string;
}

function endpoint(text: string): { address: string; port: number } {
  const at = text.lastIndexOf(":");
  return { address: text.slice(0, at), port: Number(text.slice(at + 1)) };
}

/** A socket as the kernel would tell of it. */
export function seenSocket(state: TcpState, facts: SeenFacts = {}): SocketState {
  return {
    seq: 1,
    t: TRACE_START,
    kind: "socket.opened",
    socket: 1,
    host: facts.host ?? "client",
    family: facts.family ?? "AF_INET",
    type: facts.type ?? "SOCK_STREAM",
    state,
    local: endpoint(facts.local ?? (facts.family === "AF_UNIX" ? ":0" : "0.0.0.0:0")),
    remote: endpoint(facts.remote ?? "0.0.0.0:0"),
    queues: { receive: 0, send: 0 },
    timer: null,
    info: null,
    fd: 3,
    program: 1,
    cause: { by: "kernel" },
    sampling: "exact",
  };
}

/** A name's socket, of which nothing was seen unless given. */
export function knownSocket(seen: SocketState | null = null, facts: Partial<KnownSocket> = {}): KnownSocket {
  const type = seen?.type ?? "SOCK_STREAM";
  const family = seen?.family ?? "AF_INET";
  return { kind: "socket", family, type, socket: 1, fd: 3, closed: false, seen, ...facts };
}

/** The client's console with these names, beside `others`' sockets. */
export function scopeWith(
  names: Readonly<Record<string, KnownValue>>,
  others: readonly SocketState[] = [],
): Scope {
  const own = Object.values(names).flatMap((value) =>
    value.kind === "socket" && value.seen ? [value.seen] : [],
  );
  return {
    host: "client",
    names: new Map(Object.entries(names)),
    hosts: HOSTS,
    sockets: [...own, ...others],
  };
}
