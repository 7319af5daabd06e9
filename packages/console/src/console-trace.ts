import type { CallEntry, EventOf, ProgramState, TraceLog, TraceState } from "@wirestage/trace";
import { expectedAnswer, givenAnswer, namesAfter } from "./answers.ts";
import { parseStatement } from "./parser.ts";
import { emptyScope, type KnownValue, type Scope } from "./scope.ts";
import type { SpokenLine } from "./script.ts";
import type { StatementTree } from "./tree.ts";

type Said = EventOf<"program.statement">;

/** A statement that was carried out, and its call as far as it had come. */
export interface ConsoleEntry {
  readonly said: Said;
  /** Null where the text cannot be read, as in a recording of another version. */
  readonly tree: StatementTree | null;
  /** Null while the call was not entered. */
  readonly call: CallEntry | null;
}

interface Statements {
  /** How many events of the log were looked through. */
  scanned: number;
  readonly said: Said[];
}

const STATEMENTS = new WeakMap<TraceLog, Statements>();
const TREES = new WeakMap<Said, { readonly tree: StatementTree | null }>();

/** Every statement of a log, in order; only what came since the last question is looked through. */
function statementsOf(log: TraceLog): readonly Said[] {
  const known = STATEMENTS.get(log) ?? { scanned: 0, said: [] };
  STATEMENTS.set(log, known);
  for (; known.scanned < log.events.length; known.scanned += 1) {
    const event = log.events[known.scanned];
    if (event?.kind === "program.statement") known.said.push(event);
  }
  return known.said;
}

function treeOf(said: Said): StatementTree | null {
  const known = TREES.get(said);
  if (known) return known.tree;
  const parsed = parseStatement(said.text);
  const tree = parsed.kind === "statement" ? parsed.tree : null;
  TREES.set(said, { tree });
  return tree;
}

/** The call as it stood before event `next`; entries of the log tell the whole story. */
function callBefore(log: TraceLog, call: number, next: number): CallEntry | null {
  const entry = log.calls[call - 1];
  if (!entry || entry.entered.seq >= next) return null;
  const before = <E extends { readonly seq: number }>(event: E | null) =>
    event && event.seq < next ? event : null;
  return { entered: entry.entered, blocked: before(entry.blocked), returned: before(entry.returned) };
}

/** The call of the first statement of this text that a console of `host` made after the first `after` events. */
export function callOfStatement(log: TraceLog, host: string, text: string, after: number): CallEntry | null {
  const isThere = ({ program }: Said) => log.latest.programs.get(program)?.started.host === host;
  const said = statementsOf(log).find((each) => each.seq >= after && each.text === text && isThere(each));
  return said ? callBefore(log, said.call, log.latest.next) : null;
}

/** The consoles of a host, oldest first; all but the last have ended. */
export function consolesOf(state: TraceState, host: string): readonly ProgramState[] {
  return [...state.programs.values()].filter(
    ({ started }) => started.host === host && started.language === "console",
  );
}

/** What was done in one console up to `state`. */
export function consoleEntries(log: TraceLog, state: TraceState, program: number): readonly ConsoleEntry[] {
  return statementsOf(log)
    .filter((said) => said.program === program && said.seq < state.next)
    .map((said) => ({ said, tree: treeOf(said), call: callBefore(log, said.call, state.next) }));
}

interface Returned {
  readonly seq: number;
  readonly tree: StatementTree;
  readonly call: CallEntry;
}

/** Names get their values in the order in which the calls returned. */
function returnedInOrder(entries: readonly ConsoleEntry[]): readonly Returned[] {
  return entries
    .flatMap(({ tree, call }) => (tree && call?.returned ? [{ seq: call.returned.seq, tree, call }] : []))
    .sort((a, b) => a.seq - b.seq);
}

function withReturned(scope: Scope, { tree, call }: Returned): Scope {
  const outcome = call.returned?.outcome;
  if (!outcome?.ok) return scope;
  const answer = givenAnswer(outcome.value, expectedAnswer(tree, scope));
  return { ...scope, names: namesAfter(scope.names, tree, answer) };
}

/** Names that only a call which has not returned will give a value to. */
function withPending(scope: Scope, entries: readonly ConsoleEntry[]): Scope {
  const names = new Map(scope.names);
  for (const { tree, call } of entries) {
    if (!tree || call?.returned) continue;
    const pending: KnownValue = { kind: "pending", method: tree.method.text };
    for (const { text } of tree.assign) if (!names.has(text)) names.set(text, pending);
  }
  return { ...scope, names };
}

function withSeen(value: KnownValue, state: TraceState): KnownValue {
  if (value.kind !== "socket" || value.socket === null) return value;
  return { ...value, seen: state.sockets.get(value.socket) ?? null };
}

/** What is known in the console of `host` at `state`; nothing is left of a console that has ended. */
export function scopeOf(log: TraceLog, state: TraceState, host: string): Scope {
  const hosts = [...state.hosts.values()].map(({ facts }) => facts);
  const empty = { ...emptyScope(host, hosts), sockets: [...state.sockets.values()] };
  const running = consolesOf(state, host).at(-1);
  if (!running || running.ended) return empty;
  const entries = consoleEntries(log, state, running.started.program);
  const after = returnedInOrder(entries).reduce(withReturned, empty);
  const { names, ...scope } = withPending(after, entries);
  return { ...scope, names: new Map([...names].map(([name, value]) => [name, withSeen(value, state)])) };
}

/** What was done in the newest console of each host, in order, for a script that does it again. */
export function spokenLines(log: TraceLog, state: TraceState): readonly SpokenLine[] {
  const hosts = new Map<number, string>();
  for (const host of state.hosts.keys()) {
    const newest = consolesOf(state, host).at(-1);
    if (newest) hosts.set(newest.started.program, host);
  }
  return statementsOf(log).flatMap(({ program, seq, text, call }) => {
    const host = hosts.get(program);
    if (host === undefined || seq >= state.next) return [];
    const fails = callBefore(log, call, state.next)?.returned?.outcome.ok === false;
    return [{ host, text, fails }];
  });
}
