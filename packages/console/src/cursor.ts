import { type Token, tokensOf } from "./lexer.ts";
import type { Place } from "./problem.ts";

interface Word {
  /** What completing replaces. */
  readonly place: Place;
  /** What was typed of it up to the cursor. */
  readonly typed: string;
}

/** Within the parentheses of a call. */
export interface ArgumentContext extends Word {
  readonly at: "argument";
  /** Null for `socket(…)`. */
  readonly target: string | null;
  readonly method: string;
  /** Which argument, from 0; `keyword` where it was named. */
  readonly index: number;
  readonly keyword: string | null;
  /** Which part of a tuple within the argument, from 0; null outside of one. */
  readonly part: number | null;
  /** Words and strings of the call that stand before. */
  readonly before: readonly string[];
}

/** What belongs at a place of a statement that may not be finished. */
export type CursorContext =
  | (Word & { readonly at: "start" })
  | (Word & { readonly at: "method"; readonly target: string | null })
  | ArgumentContext
  | { readonly at: "nothing" };

interface Bracket {
  readonly callee: readonly Token[] | null;
  readonly openedAt: number;
  commas: number;
  keyword: string | null;
}

/** `s.bind`, `socket`, `socket.socket`: the tokens of what is called by the parenthesis after them. */
function calleeBefore(tokens: readonly Token[]): readonly Token[] | null {
  const method = tokens.at(-1);
  if (method?.kind !== "name") return null;
  const isMethod = tokens.at(-2)?.text === "." && tokens.at(-3)?.kind === "name";
  return tokens.slice(isMethod ? -3 : -1);
}

function openBrackets(tokens: readonly Token[]): Bracket[] {
  const open: Bracket[] = [];
  tokens.forEach((token, at) => {
    const top = open.at(-1);
    if (token.kind !== "operator") return;
    if (token.text === "(") {
      open.push({ callee: calleeBefore(tokens.slice(0, at)), openedAt: at, commas: 0, keyword: null });
    } else if (token.text === ")") open.pop();
    else if (top && token.text === ",") {
      top.commas += 1;
      top.keyword = null;
    } else if (top && token.text === "=") top.keyword = tokens[at - 1]?.text ?? null;
  });
  return open;
}

/** The token that is being typed at the cursor: a word up to it, or a string around it. */
function wordAt(tokens: readonly Token[], cursor: number): Token | null {
  const token = tokens.find(({ from, to }) => from < cursor && cursor <= to);
  if (!token) return null;
  const isOpenString = token.kind === "string" && (cursor < token.to || token.problem !== null);
  return token.kind === "name" || token.kind === "number" || isOpenString ? token : null;
}

function isQuiet(tokens: readonly Token[], cursor: number): boolean {
  return tokens.some(({ kind, from, to }) => kind === "comment" && from < cursor && cursor <= to);
}

function argumentContext(open: readonly Bracket[], tokens: readonly Token[], word: Word): CursorContext {
  const call = open.find(({ callee }) => callee !== null);
  const top = open.at(-1);
  const method = call?.callee?.at(-1);
  if (!call || !top || !method || open.indexOf(call) !== 0 || open.length > 2) return { at: "nothing" };
  const [target] = call.callee?.length === 3 ? call.callee : [];
  const inside = tokens.slice(call.openedAt + 1);
  return {
    at: "argument",
    ...word,
    target: !target || target.text === "socket" ? null : target.text,
    method: method.text,
    index: call.commas,
    keyword: call.keyword,
    part: top === call ? null : top.commas,
    before: inside.flatMap(({ kind, text }) => (kind === "name" || kind === "string" ? [text] : [])),
  };
}

/** What belongs at the cursor, judged by what stands before it. */
export function cursorContext(text: string, cursor: number): CursorContext {
  const tokens = tokensOf(text).filter(({ kind }) => kind !== "prompt");
  if (isQuiet(tokens, cursor)) return { at: "nothing" };
  const token = wordAt(tokens, cursor);
  const place = token ?? { from: cursor, to: cursor };
  const word = { place: { from: place.from, to: place.to }, typed: text.slice(place.from, cursor) };
  const before = tokens.filter(({ to }) => to <= place.from);
  const open = openBrackets(before);
  const last = before.at(-1);
  if (last?.text === ".") {
    const target = before.at(-2);
    if (target?.kind !== "name") return { at: "nothing" };
    const isModule = target.text === "socket";
    if (open.length > 0 && !isModule) return { at: "nothing" };
    if (open.length === 0) return { at: "method", ...word, target: isModule ? null : target.text };
  }
  if (open.length > 0) return argumentContext(open, before, word);
  const isAtStart = !last || last.text === "=" || last.text === ",";
  return isAtStart && token?.kind !== "number" && token?.kind !== "string"
    ? { at: "start", ...word }
    : { at: "nothing" };
}
