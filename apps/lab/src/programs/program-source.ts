import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { type ParameterValue, type Program, parametersOf, withParameters } from "@wirestage/programs";
import type { Language, RunRole } from "@wirestage/protocol";
import { transform } from "sucrase";
import type { SourceText } from "./lab-program.ts";

const EXTENSIONS: Readonly<Record<Language, string>> = { ts: "ts", python: "py" };

type Values = Readonly<Record<string, ParameterValue | undefined>>;

/**
 * The file that is shown, with these values in the place of its constants.
 * @throws Error where the file is missing, RangeError for a text that its constants cannot hold
 */
export function loadSource(
  programsDirectory: string,
  {
    folder,
    role,
    language,
  }: { readonly folder: string; readonly role: RunRole; readonly language: Language },
  values: Values,
): SourceText {
  const file = `${folder}/${role}.${EXTENSIONS[language]}`;
  const text = readFileSync(join(programsDirectory, file), "utf8");
  return { file, text: withParameters(text, language, values) };
}

/** The constants of a text that a run may set, as they are. */
export function constantsOf(text: string, language: Language): Record<string, ParameterValue> {
  return Object.fromEntries(parametersOf(text, language).map(({ name, value }) => [name, value]));
}

/** Types are blanked out, and every line stays where it was. @throws Error where the text exports no `main` */
export function compileProgram({ file, text }: SourceText): Program {
  const { code } = transform(text, { transforms: ["typescript", "imports"], disableESTransforms: true });
  const exported: { main?: unknown } = {};
  compileFunction(code, ["exports"], { filename: file })(exported);
  const { main } = exported;
  if (typeof main !== "function") throw new Error(`${file} exports no function called main`);
  return async (host) => void (await main(host));
}

/** Frames of this process that may lie between a call and the program that makes it, as through a file of a socket. */
const MOST_FRAMES = 24;

/** The line of `file` that is being executed, from the innermost frame of the call stack that lies in it. */
export function runningLine(file: string): number | null {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = MOST_FRAMES;
    Error.prepareStackTrace = (_, sites) =>
      sites.find((site) => site.getFileName() === file)?.getLineNumber() ?? null;
    Error.captureStackTrace(holder, runningLine);
    return typeof holder.stack === "number" ? holder.stack : null;
  } finally {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  }
}
