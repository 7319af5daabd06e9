import type { Token } from "./lexer.ts";
import { errorAt, type Problem } from "./problem.ts";

/** What a literal stands for, or why it stands for nothing. */
export type Literal =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "bytes"; readonly value: Uint8Array }
  | { readonly kind: "problem"; readonly problem: Problem };

const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([\s\S]))/y;

/** "2.4.1. Escape sequences" of the Python language reference; those unknown there keep their backslash. */
const SINGLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
const UNFINISHED = "xuUN";

interface Parts {
  readonly prefix: string;
  readonly body: string;
  /** Where the body begins in the text of the statement. */
  readonly from: number;
}

function partsOf({ text, from }: Token): Parts {
  const quotesAt = text.search(/["']/);
  const quote = text.charAt(quotesAt);
  const width = text.startsWith(quote.repeat(3), quotesAt) ? 3 : 1;
  const body = text.slice(quotesAt + width, -width);
  return { prefix: text.slice(0, quotesAt).toLowerCase(), body, from: from + quotesAt + width };
}

interface Escaped {
  /** A code unit or point, or text that stands for itself. */
  readonly value: number | string;
  readonly length: number;
}

/** The escape that begins at `at`; null where it is cut short. Names and `\u` mean nothing in bytes. */
function escapeAt(body: string, at: number, isBytes: boolean): Escaped | null {
  ESCAPE.lastIndex = at;
  const [whole = "\\", octal, hex, short, long, single] = ESCAPE.exec(body) ?? [];
  const length = whole.length;
  if (octal !== undefined) return { value: Number.parseInt(octal, 8), length };
  if (hex !== undefined) return { value: Number.parseInt(hex, 16), length };
  const unicode = short ?? long;
  if (unicode !== undefined && !isBytes) {
    const point = Number.parseInt(unicode, 16);
    return point > 0x10ffff ? null : { value: point, length };
  }
  const letter = single ?? body.charAt(at + 1);
  const isCutShort = letter === "x" || (UNFINISHED.includes(letter) && !isBytes);
  if (letter === "" || isCutShort) return null;
  const value = SINGLE[letter] ?? `\\${letter}`;
  return { value, length: 1 + letter.length };
}

function badEscape(parts: Parts, at: number): Literal {
  const found = parts.body.slice(at, at + 2);
  const place = { from: parts.from + at, to: parts.from + at + found.length };
  return { kind: "problem", problem: errorAt(place, "bad_escape", { facts: { found } }) };
}

function notAscii(token: Token, parts: Parts, at: number): Literal {
  const character = String.fromCodePoint(parts.body.codePointAt(at) ?? 0);
  const place = { from: parts.from + at, to: parts.from + at + character.length };
  const fix = { from: token.from, to: token.to, text: `${token.text.replace(/^[bB]/, "")}.encode()` };
  const details = parts.prefix === "b" ? { fix } : {};
  const problem = errorAt(place, "bytes_not_ascii", { facts: { found: character }, ...details });
  return { kind: "problem", problem };
}

function stringOf(parts: Parts): Literal {
  const { body, prefix } = parts;
  if (prefix.includes("r")) return { kind: "string", value: body };
  let value = "";
  for (let at = 0; at < body.length; ) {
    if (body.charAt(at) !== "\\") {
      value += body.charAt(at);
      at += 1;
      continue;
    }
    const escaped = escapeAt(body, at, false);
    if (!escaped) return badEscape(parts, at);
    value += typeof escaped.value === "number" ? String.fromCodePoint(escaped.value) : escaped.value;
    at += escaped.length;
  }
  return { kind: "string", value };
}

function bytesOf(token: Token, parts: Parts): Literal {
  const { body, prefix } = parts;
  const bytes: number[] = [];
  for (let at = 0; at < body.length; ) {
    const unit = body.charCodeAt(at);
    if (unit > 0x7f) return notAscii(token, parts, at);
    if (unit !== 0x5c || prefix.includes("r")) {
      bytes.push(unit);
      at += 1;
      continue;
    }
    if (body.charCodeAt(at + 1) > 0x7f) return notAscii(token, parts, at + 1);
    const escaped = escapeAt(body, at, true);
    if (!escaped) return badEscape(parts, at);
    if (typeof escaped.value === "number") bytes.push(escaped.value & 0xff);
    else for (const character of escaped.value) bytes.push(character.charCodeAt(0));
    at += escaped.length;
  }
  return { kind: "bytes", value: Uint8Array.from(bytes) };
}

/** What a string token stands for, its prefix and escapes read as Python reads them. */
export function literalOf(token: Token): Literal {
  if (token.problem) return { kind: "problem", problem: token.problem };
  const parts = partsOf(token);
  return parts.prefix.includes("b") ? bytesOf(token, parts) : stringOf(parts);
}
