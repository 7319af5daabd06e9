import {
  checkStatement,
  isUnfinished,
  type Problem,
  parseHostLines,
  parseStatement,
  type Scope,
  type StatementTree,
} from "@wirestage/console";

/** What a text of the line is: one statement, several lines of them, nothing, or nothing yet that can be sent. */
export type LineContent =
  | { readonly is: "nothing"; readonly why: "blank" | "import" }
  | { readonly is: "statement"; readonly tree: StatementTree }
  | { readonly is: "lines"; readonly count: number }
  | { readonly is: "unreadable" };

export interface LineCheck {
  readonly content: LineContent;
  /** Places count from the beginning of the text. */
  readonly problems: readonly Problem[];
}

function checkedLines(text: string, scope: Scope): LineCheck {
  const { lines, problems } = parseHostLines(text, scope);
  return { content: { is: "lines", count: lines.length }, problems };
}

export function checkedLine(text: string, scope: Scope): LineCheck {
  const several = text.split("\n").filter((line) => line.trim() !== "").length > 1;
  if (several) return checkedLines(text, scope);
  const parsed = parseStatement(text);
  switch (parsed.kind) {
    case "nothing":
      return { content: { is: "nothing", why: parsed.why }, problems: [] };
    case "problem":
      return { content: { is: "unreadable" }, problems: [parsed.problem] };
    case "statement":
      return {
        content: { is: "statement", tree: parsed.tree },
        problems: checkStatement(parsed.tree, scope),
      };
    default:
      return parsed satisfies never;
  }
}

export function hasErrors({ problems }: LineCheck): boolean {
  return problems.some(({ severity }) => severity === "error");
}

/** The problems that are worth telling while the cursor stands there; all of them once the person insists. */
export function tellable(
  { problems }: LineCheck,
  text: string,
  cursor: number,
  insists: boolean,
): readonly Problem[] {
  return insists ? problems : problems.filter((problem) => !isUnfinished(problem, text, cursor));
}

/** The line of `text` that the cursor stands in. */
export function lineAround(text: string, cursor: number): { readonly from: number; readonly to: number } {
  const from = text.lastIndexOf("\n", cursor - 1) + 1;
  const end = text.indexOf("\n", cursor);
  return { from, to: end < 0 ? text.length : end };
}
