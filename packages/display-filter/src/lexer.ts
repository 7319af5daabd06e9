import { utf8Bytes } from "./byte-string.ts";
import { FilterFault, type Span } from "./problem.ts";

export type Token =
  /** A field, a number, an address, a word that joins or compares. */
  | (Span & { readonly kind: "word"; readonly text: string })
  | (Span & {
      readonly kind: "string";
      readonly text: string;
      /** What is between the quotes, escapes read; `\xff` is one byte. */
      readonly value: string;
      readonly bytes: readonly number[];
    })
  /** What stands between brackets. */
  | (Span & { readonly kind: "slice"; readonly text: string })
  | (Span & { readonly kind: "symbol"; readonly text: string })
  | (Span & { readonly kind: "end"; readonly text: "" });

/** Longest first, so that none is read as the beginning of another. */
const SYMBOLS = [
  ...["===", "!==", "==", "!=", ">=", "<=", "&&", "||", "^^", ".."],
  ...[">", "<", "!", "&", "~", "(", ")", "{", "}", ","],
] as const;

/** What other languages and keyboards write. */
const MISSPELT: readonly (readonly [string, string])[] = [
  ["<>", "!="],
  ["=>", ">="],
  ["=<", "<="],
  ["=", "=="],
  ["|", "||"],
  ["^", "^^"],
  ["，", ","],
  ["、", ","],
  ["“", '"'],
  ["”", '"'],
  ["‘", "'"],
  ["’", "'"],
  ["｛", "{"],
  ["｝", "}"],
  ["（", "("],
  ["）", ")"],
  ["！", "!"],
  ["＝", "=="],
  ["＞", ">"],
  ["＜", "<"],
  ["＆", "&&"],
  ["｜", "||"],
];

const BLANK = /\s/;
const WORD_END = /[\s()[\]{}!&|=<>~^,"'，、“”‘’｛｝（）！＝＞＜＆｜]|\.\./;

/**
 * All tokens of a text, the last one being its end.
 * @throws FilterFault
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (BLANK.test(text[at] ?? "")) {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.to;
  }
  return [...tokens, { kind: "end", text: "", from: text.length, to: text.length }];
}

function tokenAt(text: string, at: number): Token {
  const isRaw = text[at] === "r" && text[at + 1] === '"';
  const quote = text[isRaw ? at + 1 : at];
  if (quote === '"' || quote === "'") return stringAt(text, at, isRaw, quote);
  if (quote === "[") return sliceAt(text, at);
  const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, at));
  if (symbol !== undefined) return { kind: "symbol", text: symbol, from: at, to: at + symbol.length };
  const misspelt = MISSPELT.find(([candidate]) => text.startsWith(candidate, at));
  if (misspelt !== undefined) {
    const [found, instead] = misspelt;
    throw new FilterFault("operator_spelling", { from: at, to: at + found.length }, { found, instead });
  }
  return wordAt(text, at);
}

function wordAt(text: string, at: number): Token {
  const rest = text.slice(at);
  const length = rest.search(WORD_END);
  // A bracket that nothing opened is a word of its own: no other character can begin one and end it.
  const to = length < 0 ? text.length : at + Math.max(1, length);
  return { kind: "word", text: text.slice(at, to), from: at, to };
}

function sliceAt(text: string, at: number): Token {
  const end = text.indexOf("]", at);
  if (end < 0) throw new FilterFault("slice_not_closed", { from: at, to: text.length });
  return { kind: "slice", text: text.slice(at + 1, end), from: at, to: end + 1 };
}

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '"': '"', "'": "'", "\\": "\\" },
  ...{ n: "\n", r: "\r", t: "\t", a: "\u0007", b: "\b", f: "\f", v: "\v", "0": "\0" },
};

function stringAt(text: string, from: number, isRaw: boolean, quote: string): Token {
  let at = from + (isRaw ? 2 : 1);
  let value = "";
  const bytes: number[] = [];
  while (at < text.length && text[at] !== quote) {
    const [part, length, code] = partAt(text, at, isRaw);
    value += part;
    bytes.push(...(code === null ? utf8Bytes(part) : [code]));
    at += length;
  }
  if (at >= text.length) throw new FilterFault("string_not_closed", { from, to: text.length });
  return { kind: "string", text: text.slice(from, at + 1), value, bytes, from, to: at + 1 };
}

/** One character or escape: what it stands for, how long it is in the text, and its byte where it names one. */
function partAt(text: string, at: number, isRaw: boolean): [string, number, number | null] {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const next = text[at + 1];
  if (character !== "\\" || next === undefined) return [character, character.length, null];
  if (isRaw) return [character + next, 2, null];
  const hex = /^\\x([0-9a-fA-F]{2})/.exec(text.slice(at, at + 4))?.[1];
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    return [String.fromCharCode(code), 4, code];
  }
  return [ESCAPES[next] ?? character + next, 2, null];
}
