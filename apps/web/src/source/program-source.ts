import { type ParameterValue, type SourceLanguage, withParameters } from "@wirestage/programs";
import type { ProgramPair } from "@wirestage/protocol";
import type { ProgramState } from "@wirestage/trace";
import { type SourceText, sameStepLine } from "./source-steps.ts";

export interface SourceFile extends SourceText {
  readonly file: string;
}

/** A file of a pair with these values in the constants at its head. */
export function pairSource(
  pair: ProgramPair,
  role: "server" | "client",
  language: SourceLanguage,
  parameters: Readonly<Record<string, ParameterValue | undefined>>,
): SourceFile | null {
  const found = pair.sources.find((each) => each.role === role && each.language === language);
  if (!found) return null;
  return { file: found.file, language, text: withParameters(found.text, language, parameters) };
}

/** What there is to show of a program's source. */
export interface ShownSource extends SourceFile {
  /** The line that runs, rests or waits; null where there is none, or no such step in this language. */
  readonly line: number | null;
  /** The text that runs: this one, or the same program in the other language. */
  readonly running: SourceText;
  /** Languages in which this program can be read. */
  readonly languages: readonly SourceLanguage[];
}

/** A line of the text that runs as a line of the text that is shown: the one with the same step. */
export function lineShown(
  line: number,
  { running, language, text }: Omit<ShownSource, "line">,
): number | null {
  return sameStepLine(line, running, { language, text });
}

/** The other way round: a line of the text that is shown as a line of the text that runs. */
export function lineRunning(
  line: number,
  { running, language, text }: Omit<ShownSource, "line">,
): number | null {
  return sameStepLine(line, { language, text }, running);
}

function foreignSource({ source, line }: ProgramState): ShownSource | null {
  // Of what came by a pipe or was typed, the tracer knows no text.
  if (!source || source.text === "") return null;
  const { file, language, text } = source;
  return { file, language, text, line, running: { language, text }, languages: [language] };
}

/**
 * The source of a program as it should be shown: in the wanted language where there is one, else as it runs.
 * @param pair the pair that the program is of, null where the server knows none
 */
export function shownSource(
  program: ProgramState,
  pair: ProgramPair | null,
  wanted: SourceLanguage | null,
): ShownSource | null {
  const { role, language, parameters } = program.started;
  if (language === "console" || language === "command") return foreignSource(program);
  if (!pair || !role) return null;
  const running = pairSource(pair, role, language, parameters);
  const shown = pairSource(pair, role, wanted ?? language, parameters) ?? running;
  if (!shown || !running) return null;
  const source = { ...shown, running, languages: pair.languages };
  return { ...source, line: program.line === null ? null : lineShown(program.line, source) };
}
