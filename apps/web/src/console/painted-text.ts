import { knownAs, type Problem, type Scope, type Token, tokensOf } from "@wirestage/console";

/** How a stretch of a statement is drawn. */
export type Paint =
  | "plain"
  | "socket"
  | "name"
  | "method"
  | "constant"
  | "string"
  | "number"
  | "comment"
  | "wrong";

export interface PaintedPart {
  readonly from: number;
  readonly text: string;
  readonly paint: Paint;
  readonly mark: Problem["severity"] | null;
}

function paintOfName(tokens: readonly Token[], at: number, scope: Scope | null): Paint {
  const { text } = tokens[at] ?? { text: "" };
  if (/^[A-Z][A-Z0-9_]+$/.test(text) || text === "None" || text === "True" || text === "False")
    return "constant";
  if (tokens[at + 1]?.text === "(") return "method";
  return scope && knownAs(scope, text)?.kind === "socket" ? "socket" : "name";
}

function paintOf(tokens: readonly Token[], at: number, scope: Scope | null): Paint {
  const kind = tokens[at]?.kind ?? "wrong";
  switch (kind) {
    case "name":
      return paintOfName(tokens, at, scope);
    case "operator":
      return "plain";
    case "prompt":
      return "comment";
    case "number":
    case "string":
    case "comment":
    case "wrong":
      return kind;
    default:
      return kind satisfies never;
  }
}

/** A place without any length is marked on the character before it. */
function marksAt(problems: readonly Problem[], from: number, to: number): PaintedPart["mark"] {
  const marks = problems.filter((problem) => {
    const start = problem.to > problem.from ? problem.from : Math.max(0, problem.from - 1);
    return start < to && Math.max(problem.to, start + 1) > from;
  });
  return marks.find(({ severity }) => severity === "error")?.severity ?? marks[0]?.severity ?? null;
}

/** Where a part ends and another may begin: at tokens, at problems, and at both ends. */
function borders(text: string, tokens: readonly Token[], problems: readonly Problem[]): number[] {
  const places = [...tokens, ...problems].flatMap(({ from, to }) =>
    from < to ? [from, to] : [from - 1, from],
  );
  const inside = [...places, 0, text.length].filter((place) => place >= 0 && place <= text.length);
  return [...new Set(inside)].sort((a, b) => a - b);
}

/** Cuts one line into parts that are each drawn in one way; joined, they are the line. */
export function paintedParts(
  text: string,
  scope: Scope | null,
  problems: readonly Problem[] = [],
): readonly PaintedPart[] {
  const tokens = tokensOf(text);
  const cuts = borders(text, tokens, problems);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length;
    const at = tokens.findIndex((token) => token.from <= from && token.to >= to);
    const paint = at < 0 ? "plain" : paintOf(tokens, at, scope);
    return { from, text: text.slice(from, to), paint, mark: marksAt(problems, from, to) };
  });
}
