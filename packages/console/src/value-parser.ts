import { LIMITS } from "@wirestage/protocol";
import { utf8Encoded } from "./bytes.ts";
import { textForBytes } from "./bytes-cure.ts";
import { constantNamed } from "./constants.ts";
import { isInteger, type Token } from "./lexer.ts";
import { literalOf } from "./literals.ts";
import type { Place } from "./problem.ts";
import type { TokenReader } from "./token-reader.ts";
import type { AtomTree, PlacedName, ValueTree } from "./tree.ts";

/** Bytes that one statement may spell out: as base64, beside their own text, they fit into a message to the server. */
export const MAX_DATA_BYTES = 6_144;

const MAX_PARENTHESES = 8;
/** What every constant of the socket module begins with. */
const CONSTANT = /^(?:AF|PF|SOCK|SO|SOL|TCP|IP|IPV6|IPPROTO|UDP|MSG|SHUT)_[A-Z0-9_]+$/;
const WORDS = new Map([
  ["None", null],
  ["True", true],
  ["False", false],
]);

/** Whether a name stands for a constant of the socket module, known or not. */
export function isConstantName(name: string): boolean {
  return CONSTANT.test(name) || constantNamed(name) !== null;
}

function spanning(first: Place, last: Place): Place {
  return { from: first.from, to: last.to };
}

function numberOf(written: string): number {
  const digits = written.replaceAll("_", "");
  return isInteger(written) ? Number(digits) : Number.parseFloat(digits);
}

function nameAtom(reader: TokenReader, token: Token): AtomTree | null {
  const { from, to, text } = token;
  const word = WORDS.get(text);
  if (word === null) return { from, to, kind: "none" };
  if (word !== undefined) return { from, to, kind: "boolean", value: word };
  if (text !== "socket" || !reader.isOperator(".")) {
    return isConstantName(text)
      ? { from, to, kind: "constant", name: text }
      : { from, to, kind: "name", name: text };
  }
  reader.take();
  const name = reader.takeName();
  if (!name) return reader.expected("AF_INET", "SOCK_STREAM");
  return { ...spanning(token, name), kind: "constant", name: name.text };
}

/** Whether a double holds the number exactly enough: whole ones to the last digit. */
function isUsable(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function numberAtom(reader: TokenReader, sign: 1 | -1, from: number): AtomTree | null {
  const token = reader.next;
  if (token?.kind !== "number" || token.problem) return reader.expected("1");
  reader.take();
  const value = sign * numberOf(token.text);
  const place = { from, to: token.to };
  if (!isUsable(value)) return reader.fail(place, "bad_number", { facts: { found: token.text } });
  return { ...place, kind: "number", value: value === 0 ? 0 : value };
}

/** Neighbouring literals are one, as in Python. */
function stringAtom(reader: TokenReader): AtomTree | null {
  let whole: AtomTree | null = null;
  for (let token = reader.next; token?.kind === "string"; token = reader.next) {
    const literal = literalOf(token);
    if (literal.kind === "problem") return reader.report(literal.problem);
    reader.take();
    const atom: AtomTree =
      literal.kind === "string"
        ? { from: token.from, to: token.to, kind: "string", value: literal.value }
        : { from: token.from, to: token.to, kind: "bytes", value: literal.value, times: 1 };
    whole = whole === null ? atom : joined(whole, atom);
    if (whole === null) return reader.fail(token, "expression", { facts: { found: token.text } });
  }
  return whole;
}

function joined(first: AtomTree, second: AtomTree): AtomTree | null {
  const place = spanning(first, second);
  if (first.kind === "string" && second.kind === "string")
    return { ...place, kind: "string", value: first.value + second.value };
  if (first.kind === "bytes" && second.kind === "bytes")
    return { ...place, kind: "bytes", value: Uint8Array.from([...first.value, ...second.value]), times: 1 };
  return null;
}

/** `"你好".encode()`, read behind the string. */
function encoded(reader: TokenReader, text: AtomTree): AtomTree | null {
  const method = reader.peek(1);
  if (text.kind !== "string" || method?.text !== "encode")
    return reader.fail(method ?? text, "expression", { facts: { found: method?.text ?? "." } });
  reader.take();
  reader.take();
  if (!reader.open()) return reader.expected("(");
  const encoding = reader.next?.kind === "string" ? stringAtom(reader) : null;
  const end = reader.close();
  if (!end) return null;
  const place = spanning(text, end);
  const isKnown = encoding === null || (encoding.kind === "string" && /^utf-?8$/i.test(encoding.value));
  if (!isKnown && encoding) return reader.fail(encoding, "expression", { facts: { found: "encode" } });
  const bytes = utf8Encoded(text.value);
  return bytes
    ? { ...place, kind: "bytes", value: bytes, times: 1 }
    : reader.fail(text, "text_not_encodable");
}

/** `b"x" * 1000`, `64 * 1024`, `1000 * b"x"`. */
function multiplied(reader: TokenReader, first: AtomTree): AtomTree | null {
  reader.take();
  const second = unmultiplied(reader);
  if (!second) return null;
  const place = spanning(first, second);
  if (second.kind !== "number") {
    if (first.kind === "number") return repeated(reader, second, first.value, place);
    return reader.fail(place, "expression", { facts: { found: "*" } });
  }
  if (first.kind !== "number") return repeated(reader, first, second.value, place);
  const value = first.value * second.value;
  if (isUsable(value)) return { ...place, kind: "number", value };
  return reader.fail(place, "bad_number", { facts: { found: reader.text.slice(place.from, place.to) } });
}

/** Bytes are not written out; less than once is nothing, as in Python. */
function repeated(reader: TokenReader, what: AtomTree, number: number, place: Place): AtomTree | null {
  const isRepeatable = (what.kind === "bytes" || what.kind === "string") && Number.isInteger(number);
  if (!isRepeatable) return reader.fail(place, "expression", { facts: { found: "*" } });
  const times = Math.max(0, number);
  if (what.kind === "string") {
    // A text so long can only be meant to be sent, for which it must be bytes.
    if (what.value.length * times > MAX_DATA_BYTES) return reader.report(textForBytes(reader.text, place));
    return { ...place, kind: "string", value: what.value.repeat(times) };
  }
  const isNothing = what.value.length === 0 || times === 0;
  if (isNothing) return { ...place, kind: "bytes", value: new Uint8Array(0), times: 1 };
  if (what.value.length * what.times * times > LIMITS.statementBytes)
    return reader.fail(place, "too_much_repeated", { facts: { limit: LIMITS.statementBytes } });
  return { ...place, kind: "bytes", value: what.value, times: what.times * times };
}

function plainAtom(reader: TokenReader): AtomTree | null {
  const token = reader.next;
  if (!token || token.problem) return reader.expected("1", '"192.0.2.2"', 'b"hello"', "AF_INET");
  switch (token.kind) {
    case "string":
      return stringAtom(reader);
    case "number":
      return numberAtom(reader, 1, token.from);
    case "name":
      reader.take();
      return nameAtom(reader, token);
    case "operator":
      if (token.text === "-") {
        reader.take();
        return numberAtom(reader, -1, token.from);
      }
      if (token.text === ")" || token.text === ",")
        return reader.expected("1", '"192.0.2.2"', 'b"hello"', "AF_INET");
      return reader.fail(token, "expression", { facts: { found: token.text } });
    case "comment":
    case "prompt":
    case "wrong":
      return reader.expected();
    default:
      return token.kind satisfies never;
  }
}

/** A literal and what is written behind it with a dot, which binds tighter than `*`. */
function unmultiplied(reader: TokenReader): AtomTree | null {
  let atom = plainAtom(reader);
  while (atom && reader.isOperator(".")) atom = encoded(reader, atom);
  return atom;
}

function atomWithOperators(reader: TokenReader): AtomTree | null {
  let atom = unmultiplied(reader);
  while (atom && reader.isOperator("*")) atom = multiplied(reader, atom);
  if (atom?.kind === "bytes" && atom.value.length > MAX_DATA_BYTES)
    return reader.fail(atom, "too_much_data", { facts: { limit: MAX_DATA_BYTES } });
  return atom;
}

/** What stands in parentheses: a tuple, or one value for itself. */
function parenthesised(reader: TokenReader, depth: number): ValueTree | null {
  const open = reader.open();
  if (!open) return null;
  if (depth > MAX_PARENTHESES) return reader.fail(open, "nested_tuple");
  const items: AtomTree[] = [];
  let hasComma = false;
  while (reader.next && !reader.isOperator(")")) {
    const item = valueAt(reader, depth + 1);
    if (!item) return null;
    if (item.kind === "tuple" || item.kind === "flags") {
      if (items.length === 0 && reader.isOperator(")") && !hasComma) return closedAround(reader, open, item);
      return reader.fail(item, "nested_tuple");
    }
    items.push(item);
    if (!reader.takeOperator(",")) break;
    hasComma = true;
  }
  const close = reader.close();
  if (!close) return null;
  const place = spanning(open, close);
  const [only] = items;
  return only && !hasComma ? { ...only, ...place } : { ...place, kind: "tuple", items };
}

function closedAround(reader: TokenReader, open: Place, value: ValueTree): ValueTree | null {
  const close = reader.close();
  return close && { ...value, ...spanning(open, close) };
}

/** `MSG_PEEK | MSG_DONTWAIT`, read behind the first. */
function flags(reader: TokenReader, first: ValueTree): ValueTree | null {
  const names: PlacedName[] = [];
  for (let each: ValueTree | null = first; ; each = valueWithoutFlags(reader, 0)) {
    if (!each) return null;
    if (each.kind !== "constant") return reader.fail(each, "expression", { facts: { found: "|" } });
    names.push({ from: each.from, to: each.to, text: each.name });
    if (!reader.takeOperator("|")) return { ...spanning(first, each), kind: "flags", names };
  }
}

function valueWithoutFlags(reader: TokenReader, depth: number): ValueTree | null {
  return reader.isOperator("(") ? parenthesised(reader, depth) : atomWithOperators(reader);
}

function valueAt(reader: TokenReader, depth: number): ValueTree | null {
  const value = valueWithoutFlags(reader, depth);
  return value && reader.isOperator("|") ? flags(reader, value) : value;
}

/** Reads one argument; null where the reader has a problem then. */
export function readValue(reader: TokenReader): ValueTree | null {
  return valueAt(reader, 0);
}
