import { addressOn } from "./check-address.ts";
import type { Bilingual } from "./constants.ts";
import { type ArgumentContext, type CursorContext, cursorContext } from "./cursor.ts";
import { usualSocketName } from "./fresh-names.ts";
import { likelyMethods } from "./likely-methods.ts";
import { meaningOf } from "./meaning.ts";
import type { ConsoleMethod, Parameter } from "./method.ts";
import { methodNamed } from "./methods.ts";
import type { Place } from "./problem.ts";
import { type KnownSocket, knownAs, type Scope, targetKind } from "./scope.ts";
import { type Suggestion, suggestions } from "./suggestions.ts";

/** Something that may be put in at the cursor. */
export interface Completion {
  readonly kind: "statement" | "name" | "method" | "value";
  /** What the list shows. */
  readonly label: string;
  readonly insert: string;
  /** Where the cursor comes to stand, counted from the beginning of `insert`. */
  readonly cursor: number;
  readonly gloss: Bilingual;
}

export interface Completions extends Place {
  readonly items: readonly Completion[];
}

const NONE: Completions = { from: 0, to: 0, items: [] };

function completion(kind: Completion["kind"], insert: string, gloss: Bilingual, label = insert): Completion {
  return { kind, label, insert, cursor: insert.length, gloss };
}

/** `bind(address)`, `recv(bufsize, flags?)`. */
function signature({ name, parameters }: ConsoleMethod): string {
  return `${name}(${parameters.map((each) => `${each.name}${each.optional ? "?" : ""}`).join(", ")})`;
}

/** A method with its parentheses; the cursor stands between them where something belongs there. */
function ofMethod(method: ConsoleMethod): Completion {
  const insert = `${method.name}()`;
  const cursor = insert.length - (method.parameters.length > 0 ? 1 : 0);
  return { kind: "method", label: signature(method), insert, cursor, gloss: method.gloss };
}

const FIRST_SOCKETS = [
  { call: "socket(AF_INET, SOCK_STREAM)", gloss: { en: "a new TCP socket", zh: "新的 TCP 套接字" } },
  { call: "socket(AF_INET, SOCK_DGRAM)", gloss: { en: "a new UDP socket", zh: "新的 UDP 套接字" } },
] as const;

function atStart(scope: Scope): readonly Completion[] {
  const names = [...scope.names].flatMap(([name, known]) =>
    known.kind === "socket" || known.kind === "file"
      ? [completion("name", `${name}.`, meaningOf(known), name)]
      : [],
  );
  const fresh = usualSocketName(scope);
  const made = FIRST_SOCKETS.map(({ call, gloss }) => completion("statement", `${fresh} = ${call}`, gloss));
  const module = methodNamed("module", "socket");
  return [...names, ...made, ...(module ? [ofMethod(module)] : [])];
}

function atMethod(scope: Scope, target: string | null): readonly Completion[] {
  const module = methodNamed("module", "socket");
  if (target === null) return module ? [ofMethod(module)] : [];
  const known = knownAs(scope, target);
  return known ? likelyMethods(known, scope).map(ofMethod) : [];
}

function ofSuggestion({ text, gloss }: Suggestion): Completion {
  return completion("value", text, gloss);
}

function socketNamed(scope: Scope, name: string | null): KnownSocket | null {
  const known = name === null ? null : knownAs(scope, name);
  return known?.kind === "socket" ? known : null;
}

export interface CallAtCursor {
  readonly method: ConsoleMethod;
  /** Null where the method takes no more. */
  readonly parameter: Parameter | null;
}

function calledAt(context: CursorContext, scope: Scope): CallAtCursor | null {
  if (context.at !== "argument") return null;
  const { target, method: name, index, keyword } = context;
  const method = methodNamed(target === null ? "module" : targetKind(scope, target), name);
  if (!method) return null;
  const parameter =
    keyword === null ? method.parameters[index] : method.parameters.find((each) => each.name === keyword);
  return { method, parameter: parameter ?? null };
}

/** The call whose arguments are typed at the cursor, and which of its parameters. */
export function callAtCursor(text: string, cursor: number, scope: Scope): CallAtCursor | null {
  return calledAt(cursorContext(text, cursor), scope);
}

function inString(text: string): string {
  return text.replaceAll(/^["']|["']$/g, "");
}

/** Parts of an address that is being typed: hosts, then the ports that are in use there. */
function addressParts(context: ArgumentContext, scope: Scope): readonly Completion[] {
  const family = socketNamed(scope, context.target)?.family ?? "AF_INET";
  const isOwn = ({ name }: { name: string }) => Number((name === scope.host) === (context.method === "bind"));
  const hosts = scope.hosts
    .flatMap((host) => {
      const address = addressOn(host, family);
      return address === null ? [] : [{ name: host.name, address }];
    })
    .sort((a, b) => isOwn(b) - isOwn(a));
  if (context.part === 0) {
    return hosts.map(({ name, address }) => completion("value", `"${address}"`, { en: name, zh: name }));
  }
  const typed = inString(context.before.at(-1) ?? "");
  const at = hosts.find(({ address }) => address === typed)?.name;
  const used = scope.sockets
    .filter(({ host, local }) => host === at && local.port !== 0)
    .map(({ local }) => local.port);
  const gloss = { en: "in use there", zh: "那里正在使用" };
  const free = { en: "the usual port of this lab", zh: "本实验的常用端口" };
  const ports = [...new Set(used)].map((port) => completion("value", String(port), gloss));
  return used.includes(8888) ? ports : [...ports, completion("value", "8888", free)];
}

function atArgument(context: ArgumentContext, scope: Scope): readonly Completion[] {
  const called = calledAt(context, scope);
  if (!called?.parameter) return [];
  const { method, parameter } = called;
  if (context.part !== null) return parameter.kind === "address" ? addressParts(context, scope) : [];
  const socket = socketNamed(scope, context.target);
  return suggestions({ method, parameter, socket, scope, before: context.before }).map(ofSuggestion);
}

function candidates(context: CursorContext, scope: Scope): readonly Completion[] {
  switch (context.at) {
    case "start":
      return atStart(scope);
    case "method":
      return atMethod(scope, context.target);
    case "argument":
      return atArgument(context, scope);
    case "nothing":
      return [];
    default:
      return context satisfies never;
  }
}

/** What may be put in at the cursor, likeliest first; only what begins with what was already typed there. */
export function completionsAt(text: string, cursor: number, scope: Scope): Completions {
  const context = cursorContext(text, cursor);
  if (context.at === "nothing") return NONE;
  const typed = context.typed.toLowerCase();
  const fits = ({ insert, label }: Completion) =>
    insert.toLowerCase().startsWith(typed) || label.toLowerCase().startsWith(typed);
  const isThere = ({ insert }: Completion) => insert === text.slice(context.place.from, context.place.to);
  const items = candidates(context, scope).filter((each) => fits(each) && !isThere(each));
  return { ...context.place, items };
}
