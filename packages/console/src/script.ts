import type { ConsoleStatement } from "@wirestage/protocol";
import { expectedAnswer, namesAfter } from "./answers.ts";
import { checkStatement } from "./check.ts";
import { tokensOf } from "./lexer.ts";
import { nearest } from "./nearest.ts";
import { parseStatement } from "./parser.ts";
import { printStatement } from "./print.ts";
import { errorAt, type Place, type Problem } from "./problem.ts";
import { emptyScope, type KnownHost, type Scope, targetKind } from "./scope.ts";
import { statementOf } from "./statement.ts";
import type { StatementTree } from "./tree.ts";

/** Characters and lines of a script, comments and blank ones counted. */
export const SCRIPT_LIMITS = { length: 64 * 1024, lines: 500 } as const;

/** One statement of a script. */
export interface ScriptLine {
  /** From 1. */
  readonly line: number;
  readonly host: string;
  readonly statement: ConsoleStatement;
  /** Names of that host which must have a value before it is sent. */
  readonly needs: readonly string[];
  /** Names that its call gives a value to. */
  readonly gives: readonly string[];
  /** It ends in the comment `# fails`: a run does not stop where its call fails. */
  readonly mayFail: boolean;
}

/** `from` and `to` count from the beginning of the whole text. */
export interface ScriptProblem extends Problem {
  /** From 1. */
  readonly line: number;
}

export interface Script {
  readonly lines: readonly ScriptLine[];
  /** In the order of the text; a script with an error in it cannot be run. */
  readonly problems: readonly ScriptProblem[];
}

const HOST_PREFIX = /^(\s*)([A-Za-z][A-Za-z0-9-]*)(\s*[:：])/;
const FAILS = /^#\s*fails\b/i;
const NO_STATEMENT = /^\s*(?:#|$)/;

function moved<P extends Place>(place: P, by: number): P {
  return { ...place, from: place.from + by, to: place.to + by };
}

function inWhole(problem: Problem, by: number, line: number): ScriptProblem {
  return { ...moved(problem, by), fix: problem.fix && moved(problem.fix, by), line };
}

function namesNeeded(tree: StatementTree): readonly string[] {
  const given = tree.arguments.flatMap(({ value }) => (value.kind === "name" ? [value.name] : []));
  return [...new Set([...(tree.target ? [tree.target.text] : []), ...given])];
}

const ASSIGNMENT = /^\s*\(?\s*([A-Za-z_]\w*)(?:\s*[,，]\s*([A-Za-z_]\w*))?\s*\)?\s*=/;

/** Names that a line was to give, as far as one can tell, so that one fault is not told again in every line after it. */
function namesMeant(text: string, names: Scope["names"]): Scope["names"] {
  const [, ...meant] = ASSIGNMENT.exec(text) ?? [];
  const unknown = meant.filter((name) => name !== undefined && !names.has(name));
  const pending = { kind: "pending", method: "" } as const;
  return new Map([...names, ...unknown.map((name) => [name, pending] as const)]);
}

interface Reading {
  readonly scopes: Map<string, Scope>;
  readonly lines: ScriptLine[];
  readonly problems: ScriptProblem[];
}

function hostProblem(
  text: string,
  hosts: readonly KnownHost[],
  named: RegExpExecArray | null,
): Problem | null {
  const expected = hosts.map(({ name }) => `${name}: `);
  if (!named) return errorAt({ from: 0, to: text.length }, "host_missing", { expected });
  const [, space = "", name = ""] = named;
  if (hosts.some((host) => host.name === name)) return null;
  const place = { from: space.length, to: space.length + name.length };
  const [meant] = nearest(
    name,
    hosts.map((host) => host.name),
  );
  const fix = meant === undefined ? null : { ...place, text: meant };
  return errorAt(place, "unknown_host", { facts: { host: name }, expected, fix });
}

/**
 * Only errors are told: what the kernel will say depends on what has happened by then. A name that a waiting call will
 * give is none, because a run waits for it.
 */
function readStatement(reading: Reading, host: string, text: string, line: number, from: number): void {
  const parsed = parseStatement(text);
  if (parsed.kind === "nothing") return;
  const scope = reading.scopes.get(host) ?? emptyScope(host);
  if (parsed.kind === "problem") {
    reading.problems.push(inWhole(parsed.problem, from, line));
    reading.scopes.set(host, { ...scope, names: namesMeant(text, scope.names) });
    return;
  }
  const { tree } = parsed;
  const errors = checkStatement(tree, scope).filter(
    ({ severity, code }) => severity === "error" && code !== "name_pending",
  );
  reading.problems.push(...errors.map((error) => inWhole(error, from, line)));
  const statement = statementOf(tree, targetKind(scope, tree.target?.text));
  const gives = tree.assign.map((name) => name.text);
  const mayFail = tokensOf(text).some((token) => token.kind === "comment" && FAILS.test(token.text));
  reading.lines.push({ line, host, statement, needs: namesNeeded(tree), gives, mayFail });
  const names = namesAfter(scope.names, tree, expectedAnswer(tree, scope));
  reading.scopes.set(host, { ...scope, names });
}

function readLine(
  reading: Reading,
  hosts: readonly KnownHost[],
  text: string,
  line: number,
  from: number,
): void {
  if (NO_STATEMENT.test(text)) return;
  const named = HOST_PREFIX.exec(text);
  const problem = hostProblem(text, hosts, named);
  if (problem) {
    reading.problems.push(inWhole(problem, from, line));
    return;
  }
  const [prefix = "", , host = ""] = named ?? [];
  const rest = text.slice(prefix.length);
  const statement = rest.trimStart();
  readStatement(
    reading,
    host,
    statement.trimEnd(),
    line,
    from + prefix.length + rest.length - statement.length,
  );
}

function tooLong(text: string): ScriptProblem | null {
  const isTooLong = text.length > SCRIPT_LIMITS.length || text.split("\n").length > SCRIPT_LIMITS.lines;
  if (!isTooLong) return null;
  return { ...errorAt({ from: 0, to: 0 }, "script_too_long", { facts: SCRIPT_LIMITS }), line: 1 };
}

/**
 * Reads a script: on each line a host, a colon and a statement; lines that are blank or begin with `#` say nothing.
 * @param hosts those of the lab that it is for
 * @param known what their consoles know before the first line, where it goes on from there
 */
export function parseScript(text: string, hosts: readonly KnownHost[], known: readonly Scope[] = []): Script {
  const excess = tooLong(text);
  if (excess) return { lines: [], problems: [excess] };
  const scopes = new Map(hosts.map(({ name }) => [name, emptyScope(name, hosts)]));
  for (const scope of known) scopes.set(scope.host, scope);
  const reading: Reading = { scopes, lines: [], problems: [] };
  let from = 0;
  text.split("\n").forEach((line, at) => {
    readLine(reading, hosts, line, at + 1, from);
    from += line.length + 1;
  });
  return { lines: reading.lines, problems: reading.problems };
}

/** Reads lines that all belong to the host of `known`, and are written without its name. */
export function parseHostLines(text: string, known: Scope): Script {
  const excess = tooLong(text);
  if (excess) return { lines: [], problems: [excess] };
  const reading: Reading = { scopes: new Map([[known.host, known]]), lines: [], problems: [] };
  let from = 0;
  text.split("\n").forEach((line, at) => {
    if (!NO_STATEMENT.test(line)) readStatement(reading, known.host, line, at + 1, from);
    from += line.length + 1;
  });
  return { lines: reading.lines, problems: reading.problems };
}

/** A line of a script, as `printScript` is given it. */
export interface SpokenLine {
  readonly host: string;
  readonly text: string;
  /** Its call has failed, and will again. */
  readonly fails?: boolean;
}

/** A statement that goes over several lines, as one; `>>> ` of what was pasted is left out. */
function onOneLine(text: string): string {
  const plain = text.trim().replace(/^>>> ?/, "");
  if (!/[\r\n]/.test(plain)) return plain;
  const parsed = parseStatement(plain);
  return parsed.kind === "statement"
    ? printStatement(statementOf(parsed.tree))
    : plain.replaceAll(/[\r\n]+/g, " ");
}

/** The statement with the comment `# fails`, before what it was commented with. */
function withFails(text: string): string {
  const comment = tokensOf(text).find(({ kind }) => kind === "comment");
  if (!comment) return `${text}  # fails`;
  if (FAILS.test(comment.text)) return text;
  return `${text.slice(0, comment.from)}# fails: ${comment.text.replace(/^#\s*/, "")}`;
}

/** The lines as a script; `comments` come first. A call that has failed is marked, so that a run goes on behind it. */
export function printScript(lines: readonly SpokenLine[], comments: readonly string[] = []): string {
  const written = lines.map(({ host, text, fails }) => {
    const line = onOneLine(text);
    return `${host}: ${fails ? withFails(line) : line}`;
  });
  return [...comments.map((comment) => `# ${comment}`), ...written, ""].join("\n");
}
