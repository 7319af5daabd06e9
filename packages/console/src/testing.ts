import { parseStatement } from "./parser.ts";
import type { Problem } from "./problem.ts";
import type { StatementTree } from "./tree.ts";

/** @throws Error where `text` is not a statement, so that a test fails with the reason. */
export function treeOf(text: string): StatementTree {
  const parsed = parseStatement(text);
  if (parsed.kind === "statement") return parsed.tree;
  throw new Error(`${text}: ${parsed.kind === "problem" ? parsed.problem.code : parsed.why}`);
}

/** What is wrong as one line: `code at "marked text"`. */
export function told({ code, from, to }: Problem, text: string): string {
  return `${code} at ${JSON.stringify(text.slice(from, to))}`;
}

/** The text with the problem's own cure applied; as it was where there is none. */
export function mended(text: string, { fix }: Problem): string {
  return fix ? text.slice(0, fix.from) + fix.text + text.slice(fix.to) : text;
}
