import type { ScriptProblem } from "@wirestage/console";
import { type PaintedPart, paintedParts } from "../painted-text.ts";

export interface PaintedLine {
  /** From 1. */
  readonly line: number;
  /** The host before the colon, with everything up to the statement; empty where there is none. */
  readonly prefix: string;
  readonly host: string | null;
  /** Whether there is something wrong with the host itself. */
  readonly isHostWrong: boolean;
  readonly parts: readonly PaintedPart[];
}

const PREFIX = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*[:：]\s*/;

/** A script cut into lines and these into parts that are each drawn in one way; joined, they are the script. */
export function paintedScript(text: string, problems: readonly ScriptProblem[]): readonly PaintedLine[] {
  let from = 0;
  return text.split("\n").map((whole, at) => {
    const [prefix = "", host = null] = PREFIX.exec(whole) ?? [];
    const start = from + prefix.length;
    from += whole.length + 1;
    const statement = whole.slice(prefix.length);
    const here = problems.filter((problem) => problem.line === at + 1);
    const ofHost = here.filter((problem) => problem.from < start && problem.to <= start);
    const ofStatement = here
      .filter((problem) => !ofHost.includes(problem))
      .map((problem) => ({
        ...problem,
        from: Math.max(0, problem.from - start),
        to: Math.min(statement.length, problem.to - start),
      }));
    const parts = paintedParts(statement, null, ofStatement);
    return { line: at + 1, prefix, host, isHostWrong: ofHost.length > 0, parts };
  });
}
