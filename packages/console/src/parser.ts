import { LIMITS } from "@wirestage/protocol";
import { errorAt, type Place, type Problem } from "./problem.ts";
import { TokenReader } from "./token-reader.ts";
import type { ArgumentTree, PlacedName, StatementTree } from "./tree.ts";
import { isConstantName, readValue } from "./value-parser.ts";

/** Names that one statement may give its result to. */
const MAX_ASSIGNED = 2;
const MAX_ARGUMENTS = 8;
const MAX_NAME_LENGTH = 32;

/** `nothing` is a line without a statement: blank, a comment, or an import, for which there is no need. */
export type Parsed =
  | { readonly kind: "statement"; readonly tree: StatementTree }
  | { readonly kind: "nothing"; readonly why: "blank" | "import" }
  | { readonly kind: "problem"; readonly problem: Problem };

const STATEMENT_WORDS = new Set(
  "and as assert async await break class continue def del elif else except finally for global if in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);
/** Names that already stand for something in every statement. */
const RESERVED = new Set(["None", "True", "False", "socket", ...STATEMENT_WORDS]);
const NAME_PLACES = ["s", "conn", "data"] as const;

function placed({ text, from, to }: PlacedName): PlacedName {
  return { text, from, to };
}

/** Names before `=`, which is read as well; empty where the statement begins with the call. */
function readAssigned(reader: TokenReader): PlacedName[] | null {
  const inParentheses = reader.isOperator("(");
  if (!inParentheses && !reader.isOperator("=", 1) && !reader.isOperator(",", 1)) return [];
  if (inParentheses) reader.open();
  const names: PlacedName[] = [];
  do {
    const name = reader.takeName();
    if (!name) return reader.expected(...NAME_PLACES);
    names.push(placed(name));
  } while (reader.takeOperator(","));
  if (inParentheses && !reader.close()) return null;
  if (!reader.takeOperator("=")) return reader.expected("=");
  return areAssignable(reader, names) ? names : null;
}

function areAssignable(reader: TokenReader, names: readonly PlacedName[]): boolean {
  const extra = names[MAX_ASSIGNED];
  if (extra) reader.fail(extra, "too_many_names", { facts: { limit: MAX_ASSIGNED } });
  for (const name of names) {
    const facts = { name: name.text, limit: MAX_NAME_LENGTH };
    if (RESERVED.has(name.text) || isConstantName(name.text)) reader.fail(name, "reserved_name", { facts });
    if (name.text.length > MAX_NAME_LENGTH) reader.fail(name, "name_too_long", { facts });
  }
  return reader.problem === null;
}

interface Callee {
  readonly target: PlacedName | null;
  readonly method: PlacedName;
}

/** `s.bind`, `socket`, `socket.socket`, up to the parenthesis. */
function readCallee(reader: TokenReader): Callee | null {
  const first = reader.next;
  if (first?.kind !== "name") {
    if (first && !first.problem) return reader.fail(first, "not_a_call", { facts: { found: first.text } });
    return reader.expected("socket(", ...NAME_PLACES);
  }
  if (STATEMENT_WORDS.has(first.text))
    return reader.fail(first, "no_statement_word", { facts: { found: first.text } });
  reader.take();
  if (!reader.takeOperator(".")) return { target: null, method: placed(first) };
  const method = reader.takeName();
  if (!method) return reader.expected("bind(", "connect(", "recv(");
  const isModule = first.text === "socket";
  return { target: isModule ? null : placed(first), method: placed(method) };
}

function readArgument(reader: TokenReader): ArgumentTree | null {
  const isKeyword = reader.next?.kind === "name" && reader.isOperator("=", 1);
  const keyword = isKeyword ? reader.take() : null;
  if (keyword) reader.takeOperator("=");
  const value = readValue(reader);
  return value && { keyword: keyword && placed(keyword), value };
}

function readArguments(reader: TokenReader): { list: Place; values: ArgumentTree[] } | null {
  const open = reader.open();
  if (!open) return null;
  const values: ArgumentTree[] = [];
  while (reader.next && !reader.isOperator(")")) {
    const value = readArgument(reader);
    if (!value) return null;
    values.push(value);
    if (!reader.takeOperator(",")) break;
  }
  const close = reader.close();
  if (!close) return null;
  const list = { from: open.from, to: close.to };
  const extra = values[MAX_ARGUMENTS];
  if (extra) return reader.fail(extra.value, "expected", { facts: { found: "," }, expected: [")"] });
  return { list, values };
}

/** A statement that ends without being called. */
function notCalled(reader: TokenReader, { target, method }: Callee): null {
  if (!target && !reader.next) return reader.fail(method, "not_a_call", { facts: { found: method.text } });
  if (!reader.next) {
    const fix = { from: method.to, to: method.to, text: "()" };
    return reader.fail(method, "call_parentheses", { facts: { method: method.text }, expected: ["("], fix });
  }
  return reader.expected("(");
}

function readStatement(reader: TokenReader): StatementTree | null {
  const assign = readAssigned(reader);
  if (!assign) return null;
  const callee = readCallee(reader);
  if (!callee) return null;
  if (!reader.isOperator("(")) return notCalled(reader, callee);
  const found = readArguments(reader);
  if (!found) return null;
  const { next } = reader;
  if (next && (reader.isOperator(".") || reader.isOperator("["))) return reader.fail(next, "chained_call");
  if (next) return reader.fail(next, "expected", { facts: { found: next.text } });
  return { text: reader.text, assign, ...callee, arguments: found.values, list: found.list };
}

function isImport(reader: TokenReader): boolean {
  const first = reader.next?.text;
  return (first === "import" || first === "from") && reader.peek(1)?.kind === "name";
}

/** Reads one line as Python would, as far as the console goes. Any text has an answer; nothing is thrown. */
export function parseStatement(text: string): Parsed {
  if (text.length > LIMITS.statementLength) {
    const place = { from: LIMITS.statementLength, to: text.length };
    return {
      kind: "problem",
      problem: errorAt(place, "too_long", { facts: { limit: LIMITS.statementLength } }),
    };
  }
  const reader = new TokenReader(text);
  if (!reader.next) return { kind: "nothing", why: "blank" };
  if (isImport(reader)) return { kind: "nothing", why: "import" };
  const tree = readStatement(reader);
  if (tree) return { kind: "statement", tree };
  const problem =
    reader.problem ?? errorAt({ from: 0, to: text.length }, "expected", { facts: { found: text } });
  return { kind: "problem", problem };
}
