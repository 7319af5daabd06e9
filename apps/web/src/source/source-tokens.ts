import type { SourceLanguage } from "@wirestage/programs";

/** A piece of one line of source; `plain` is everything that needs no colour. */
export interface SourceToken {
  readonly kind: "keyword" | "string" | "comment" | "number" | "plain";
  readonly text: string;
}

const KEYWORDS = {
  ts: "async await break case catch const continue else export false finally for from function if import in let new null of return throw true try type undefined while",
  python:
    "and as break class continue def del elif else except False finally for from global if import in is lambda None not or pass raise return True try while with yield",
} as const;

const COMMENT = { ts: "\\/\\/.*|\\/\\*.*?\\*\\/", python: "#.*" } as const;
const STRING = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|\`(?:[^\`\\\\]|\\\\.)*\``;

function pattern(language: SourceLanguage): RegExp {
  const keywords = KEYWORDS[language].split(" ").join("|");
  return new RegExp(
    `(?<comment>${COMMENT[language]})|(?<string>${STRING})|(?<keyword>\\b(?:${keywords})\\b)|(?<number>\\b\\d[\\d_.]*\\b)`,
    "g",
  );
}

const PATTERNS = { ts: pattern("ts"), python: pattern("python") } as const;

function kindOf(groups: Readonly<Record<string, string | undefined>>): SourceToken["kind"] {
  if (groups["comment"] !== undefined) return "comment";
  if (groups["string"] !== undefined) return "string";
  return groups["keyword"] !== undefined ? "keyword" : "number";
}

/** Cuts a line into tokens; joined, they are the line. Knows single lines only, which is all the programs need. */
export function sourceTokens(line: string, language: SourceLanguage): SourceToken[] {
  const tokens: SourceToken[] = [];
  let at = 0;
  for (const match of line.matchAll(PATTERNS[language])) {
    if (match.index > at) tokens.push({ kind: "plain", text: line.slice(at, match.index) });
    tokens.push({ kind: kindOf(match.groups ?? {}), text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < line.length) tokens.push({ kind: "plain", text: line.slice(at) });
  return tokens;
}
