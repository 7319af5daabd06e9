import { errorAt, type Place, type Problem } from "./problem.ts";

/** `prompt` is the `>>> ` that comes along with what is pasted from Python. */
export type TokenKind = "name" | "number" | "string" | "operator" | "comment" | "prompt" | "wrong";

export interface Token extends Place {
  readonly kind: TokenKind;
  readonly text: string;
  /** Why it cannot be used, whatever stands around it. */
  readonly problem: Problem | null;
}

const SPACE = /[\s\ufeff]/;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /(?:[0-9]|\.(?=[0-9]))(?:[eE][+-](?=[0-9])|[0-9A-Za-z_.])*/y;
const PREFIX = /(?:[bB][rR]?|[rR][bB]?|[uU]|[fF][rR]?|[rR][fF])?(?=["'])/y;
const PROMPT = /\s*(?:>>>|\.\.\.) ?/y;
const COMMENT = /#[^\n]*/y;
const FOREIGN_WORD = /\p{L}[\p{L}\p{N}_]*/uy;
const OPERATORS = "()[],=.|*-+:;";

const INTEGER =
  /^(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?[0-9])*)$/;
const FLOAT = /^(?=\.?[0-9])(?:[0-9](?:_?[0-9])*)?(?:\.(?:[0-9](?:_?[0-9])*)?)?(?:[eE][+-]?[0-9]+)?$/;
const DOTTED = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$/;

/** What was meant by punctuation of a Chinese keyboard, or by quotes of a word processor. */
const MEANT: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u3000": " ",
  "\u3001": ",",
  "\u3002": ".",
  "\u3010": "[",
  "\u3011": "]",
  "\u300c": '"',
  "\u300d": '"',
};

/** The ASCII character that `character` is the full-width form of, or null. */
function meant(character: string): string | null {
  const code = character.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return MEANT[character] ?? null;
}

function matched(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function token(
  kind: TokenKind,
  text: string,
  from: number,
  to: number,
  problem: Problem | null = null,
): Token {
  return { kind, from, to, text: text.slice(from, to), problem };
}

/** Whether `written` is an integer of Python, in any base. */
export function isInteger(written: string): boolean {
  return INTEGER.test(written);
}

function isFloat(written: string): boolean {
  return /[.eE]/.test(written) && FLOAT.test(written);
}

function numberToken(text: string, from: number, written: string): Token {
  const place = { from, to: from + written.length };
  const isNumber = isInteger(written) || isFloat(written);
  const problem = isNumber ? null : numberProblem(place, written);
  return token("number", text, from, place.to, problem);
}

function numberProblem(place: Place, written: string): Problem {
  if (!DOTTED.test(written)) return errorAt(place, "bad_number", { facts: { found: written } });
  const fix = { ...place, text: `"${written}"` };
  return errorAt(place, "address_needs_quotes", { facts: { found: written }, fix });
}

/** From its prefix to its closing quotes or, where there are none, to the end of the line. */
function stringToken(text: string, from: number, prefix: string): Token {
  const quote = text.charAt(from + prefix.length);
  const opening = from + prefix.length;
  const quotes = text.startsWith(quote.repeat(3), opening) ? quote.repeat(3) : quote;
  let at = opening + quotes.length;
  while (at < text.length && !text.startsWith(quotes, at)) {
    if (text.charAt(at) === "\n" && quotes.length === 1) break;
    at += text.charAt(at) === "\\" ? 2 : 1;
  }
  const isClosed = text.startsWith(quotes, at);
  const to = isClosed ? at + quotes.length : Math.min(at, text.length);
  return token("string", text, from, to, stringProblem(prefix, quotes, { from, to }, isClosed));
}

function stringProblem(prefix: string, quotes: string, place: Place, isClosed: boolean): Problem | null {
  if (!isClosed) {
    const fix = { from: place.to, to: place.to, text: quotes };
    return errorAt(place, "unterminated_string", { facts: { quotes }, expected: [quotes], fix });
  }
  return /f/i.test(prefix) ? errorAt(place, "format_string") : null;
}

function wrongToken(text: string, from: number): Token {
  const character = String.fromCodePoint(text.codePointAt(from) ?? 0);
  const instead = meant(character);
  if (instead !== null) {
    const place = { from, to: from + character.length };
    const facts = { found: character, instead };
    return token("wrong", text, from, place.to, errorAt(place, "fullwidth_character", { facts }));
  }
  const word = matched(FOREIGN_WORD, text, from) ?? character;
  const place = { from, to: from + word.length };
  const facts = { found: word };
  return token("wrong", text, from, place.to, errorAt(place, "unexpected_character", { facts }));
}

/** `text` with the ASCII forms of the full-width characters outside of its strings and comments. */
export function halfWidth(text: string): string {
  let result = "";
  for (let at = 0; at < text.length; ) {
    const next = ordinaryToken(text, at);
    result += next ? next.text : (meant(text.charAt(at)) ?? text.charAt(at));
    at = next ? next.to : at + 1;
  }
  return result;
}

/** What begins at `from`, or null where nothing can. */
function ordinaryToken(text: string, from: number): Token | null {
  const prefix = matched(PREFIX, text, from);
  if (prefix !== null) return stringToken(text, from, prefix);
  const name = matched(NAME, text, from);
  if (name !== null) return token("name", text, from, from + name.length);
  const number = matched(NUMBER, text, from);
  if (number !== null) return numberToken(text, from, number);
  const comment = matched(COMMENT, text, from);
  if (comment !== null) return token("comment", text, from, from + comment.length);
  return OPERATORS.includes(text.charAt(from)) ? token("operator", text, from, from + 1) : null;
}

/**
 * Cuts a statement into tokens, white space between them left out. Takes any text: what Python has no use for is a
 * token of kind `wrong`, and a string without an end goes to the end of its line.
 */
export function tokensOf(text: string): Token[] {
  const prompt = matched(PROMPT, text, 0);
  const tokens: Token[] = prompt === null ? [] : [token("prompt", text, 0, prompt.length)];
  for (let at = prompt?.length ?? 0; at < text.length; ) {
    if (SPACE.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const next = ordinaryToken(text, at) ?? wrongToken(text, at);
    tokens.push(next);
    at = next.to;
  }
  return tokens;
}
