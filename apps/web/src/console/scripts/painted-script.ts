import type { ScriptProblem } from "@wirestage/console";
import { type PaintedPart, paintedParts } from "../painted-text.ts";

export interface PaintedLine {
  /** From 1. */
  readonly line: number;
  /** The host before the colon, with everything up to the statement; empty where there is none. */
  readonly prefix: string;
  readonly host: string | null;
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
    const own = problems
      .filter(({ line }) => line === at + 1)
      .map((problem) => ({
        ...problem,
        from: Math.max(0, problem.from - start),
        to: Math.min(statement.length, Math.max(0, problem.to - start)),
      }));
    return { line: at + 1, prefix, host, parts: paintedParts(statement, null, own) };
  });
}
