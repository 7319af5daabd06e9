import { sourceDifference } from "@wirestage/programs";

/** A line as it is shown. */
export interface SourceRow {
  readonly key: string;
  /** From 1; null for a line that is not in the file that runs. */
  readonly number: number | null;
  readonly text: string;
  /** What is special about it. */
  readonly look: "plain" | "added" | "removed" | "set";
}

/** @param set lines whose constant a person has set */
export function sourceRows(text: string, set: ReadonlySet<number> = new Set()): SourceRow[] {
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((line, at) => ({
      key: String(at + 1),
      number: at + 1,
      text: line,
      look: set.has(at + 1) ? "set" : "plain",
    }));
}

/** The text that runs, with what its cure takes out and puts in. */
export function cureRows(text: string, cure: string): SourceRow[] {
  return sourceDifference(text.replace(/\n$/, ""), cure.replace(/\n$/, "")).map((row) => {
    switch (row.kind) {
      case "same":
        return {
          key: String(row.before.line),
          number: row.before.line,
          text: row.before.text,
          look: "plain",
        };
      case "removed":
        return {
          key: String(row.before.line),
          number: row.before.line,
          text: row.before.text,
          look: "removed",
        };
      case "added":
        return { key: `+${row.after.line}`, number: null, text: row.after.text, look: "added" };
      default:
        return row satisfies never;
    }
  });
}
