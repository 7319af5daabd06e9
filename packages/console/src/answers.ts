import type { CallValue } from "@wirestage/trace";
import { arranged, methodOf } from "./arrangement.ts";
import type { Family, SocketType } from "./constants.ts";
import { type KnownSocket, type KnownValue, knownAs, type Scope, targetKind } from "./scope.ts";
import type { StatementTree } from "./tree.ts";

function isFamily(name: string): name is Family {
  return name === "AF_INET" || name === "AF_INET6" || name === "AF_UNIX";
}

function isSocketType(name: string): name is SocketType {
  return name === "SOCK_STREAM" || name === "SOCK_DGRAM";
}

/** The socket that `socket(…)` makes: of what its arguments say, or of Python's defaults. */
function newSocket(tree: StatementTree): KnownSocket {
  const method = methodOf(tree);
  const names = (method ? arranged(tree, method).arguments : []).flatMap(({ value }) =>
    value.kind === "constant" ? [value.name] : [],
  );
  const family = names.find(isFamily) ?? "AF_INET";
  const type = names.find(isSocketType) ?? "SOCK_STREAM";
  return { kind: "socket", family, type, socket: null, fd: null, closed: false, seen: null };
}

function targetSocket(tree: StatementTree, scope: Scope): KnownSocket | null {
  const known = tree.target ? knownAs(scope, tree.target.text) : null;
  return known?.kind === "socket" ? known : null;
}

function connectionOf(tree: StatementTree, scope: Scope): KnownSocket {
  const listener = targetSocket(tree, scope) ?? newSocket(tree);
  return { ...listener, socket: null, fd: null, closed: false, seen: null };
}

const ADDRESS: KnownValue = { kind: "address", host: null };
const BYTES: KnownValue = { kind: "bytes", length: null };
const NUMBER: KnownValue = { kind: "number" };

function modeOf(tree: StatementTree): string {
  const [mode] = tree.arguments;
  return mode?.value.kind === "string" ? mode.value.value : "r";
}

/** What the call will answer, by its method alone: one value, two for a pair, none where it answers nothing. */
export function expectedAnswer(tree: StatementTree, scope: Scope): readonly KnownValue[] {
  const answers = methodOf(tree, targetKind(scope, tree.target?.text))?.answers;
  switch (answers) {
    case "socket":
      return [newSocket(tree)];
    case "connection":
      return [connectionOf(tree, scope), ADDRESS];
    case "datagram":
      return [BYTES, ADDRESS];
    case "bytes":
      return [BYTES];
    case "address":
      return targetSocket(tree, scope)?.family === "AF_UNIX" ? [{ kind: "text" }] : [ADDRESS];
    case "option":
    case "number":
    case "errno":
    case "seconds":
      return [NUMBER];
    case "file":
      return [{ kind: "file", mode: modeOf(tree), closed: false }];
    case "none":
    case undefined:
      return [];
    default:
      return answers satisfies never;
  }
}

type PlainValue = Exclude<CallValue, { type: "tuple" | "accepted" }>;

function known(value: PlainValue, expected: KnownValue | undefined): KnownValue {
  if (value === null) return { kind: "none" };
  if (typeof value === "string") return { kind: "text" };
  if (typeof value !== "object") return NUMBER;
  switch (value.type) {
    case "bytes":
      return { kind: "bytes", length: value.length };
    case "address":
      return { kind: "address", host: value.address };
    case "constant":
      return NUMBER;
    case "withheld":
      return BYTES;
    case "file":
      return { kind: "file", mode: value.mode, closed: false };
    case "socket":
      return expected?.kind === "socket"
        ? { ...expected, socket: value.socket, fd: value.fd }
        : { kind: "none" };
    default:
      return value satisfies never;
  }
}

/** What the call did answer, and the number of the socket that it made, if any. */
export function givenAnswer(value: CallValue, expected: readonly KnownValue[]): readonly KnownValue[] {
  const [first, second] = expected;
  if (typeof value !== "object" || value === null) return value === null ? [] : [known(value, first)];
  if (value.type === "tuple") return value.items.map((item, at) => known(item, at === 0 ? first : second));
  if (value.type !== "accepted") return [known(value, first)];
  const { socket, fd, address, port } = value;
  return [known({ type: "socket", socket, fd }, first), known({ type: "address", address, port }, second)];
}

/** The names of `scope` after `tree` has answered `answer`: assigned, and what it closed is closed. */
export function namesAfter(
  names: ReadonlyMap<string, KnownValue>,
  tree: StatementTree,
  answer: readonly KnownValue[],
): ReadonlyMap<string, KnownValue> {
  const after = new Map(names);
  const target = tree.target ? names.get(tree.target.text) : undefined;
  if (tree.target && tree.method.text === "close" && (target?.kind === "socket" || target?.kind === "file"))
    after.set(tree.target.text, { ...target, closed: true });
  const [first, second] = tree.assign;
  const [one, two] = answer;
  if (first && second) {
    if (one) after.set(first.text, one);
    if (two) after.set(second.text, two);
  } else if (first) after.set(first.text, two ? { kind: "pair" } : (one ?? { kind: "none" }));
  return after;
}
