import { parametersOf, type SourceLanguage, stepsOf } from "@wirestage/programs";

/** A program's source in one of its languages. */
export interface SourceText {
  readonly language: SourceLanguage;
  readonly text: string;
}

/** The line of `shown` that makes the same step as `line` of what runs; null where no step is on that line. */
export function sameStepLine(line: number, running: SourceText, shown: SourceText): number | null {
  if (running.language === shown.language) return line;
  const step = stepsOf(running.text, running.language).find((each) => each.line === line);
  const same = stepsOf(shown.text, shown.language).find((each) => each.id === step?.id);
  return same?.line ?? null;
}

/** What stands between the bracket at `from` and the one that closes it; null where none closes it in this line. */
function bracketed(line: string, from: number): string | null {
  let depth = 0;
  for (let at = from; at < line.length; at++) {
    if (line[at] === "(") depth += 1;
    if (line[at] === ")") depth -= 1;
    if (depth === 0) return line.slice(from + 1, at);
  }
  return null;
}

/** Arguments longer than this are left out. */
const LONGEST = 24;

/** The socket calls among the steps; print and input never reach the kernel's sockets. */
const NO_CALL: ReadonlySet<string> = new Set(["print", "input"]);

/**
 * The call that a line makes as the source has it, constants by their values: `recv(1024)`. Null where it makes none.
 */
export function callAtLine({ text, language }: SourceText, line: number): string | null {
  const step = stepsOf(text, language).find((each) => each.line === line && !NO_CALL.has(each.call));
  if (!step) return null;
  const code = text.split("\n")[line - 1] ?? "";
  const inside = bracketed(code, code.indexOf(`${step.call}(`) + step.call.length);
  if (inside === null) return `${step.call}(…)`;
  const values = new Map(
    parametersOf(text, language).map(({ name, value }) => [name, JSON.stringify(value)]),
  );
  const written = inside.replace(/\b[A-Z][A-Z_]*\b/g, (name) => values.get(name) ?? name);
  return written.length > LONGEST ? `${step.call}(…)` : `${step.call}(${written})`;
}
