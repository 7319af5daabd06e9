import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import type { Program } from "@wirestage/programs";
import { transform } from "sucrase";

/** A program ready to run, from the very file that is shown: types are blanked out, every line stays where it was. */
export interface ProgramSource {
  /** As it appears in a call stack. */
  readonly file: string;
  readonly main: Program;
}

/** @throws Error where the file is missing, does not parse, or exports no `main` */
export function loadProgram(
  programsDirectory: string,
  pair: string,
  role: "server" | "client",
): ProgramSource {
  const file = `${pair}/${role}.ts`;
  const text = readFileSync(join(programsDirectory, file), "utf8");
  const { code } = transform(text, { transforms: ["typescript", "imports"], disableESTransforms: true });
  const exported: { main?: unknown } = {};
  compileFunction(code, ["exports"], { filename: file })(exported);
  const { main } = exported;
  if (typeof main !== "function") throw new Error(`${file} exports no function called main`);
  return { file, main: async (host, parameters) => void (await main(host, parameters)) };
}

/** The line of `file` that is being executed, from the innermost frame of the call stack that lies in it. */
export function runningLine(file: string): number | null {
  const prepare = Error.prepareStackTrace;
  const holder: { stack?: unknown } = {};
  try {
    Error.prepareStackTrace = (_, sites) =>
      sites.find((site) => site.getFileName() === file)?.getLineNumber() ?? null;
    Error.captureStackTrace(holder, runningLine);
    return typeof holder.stack === "number" ? holder.stack : null;
  } finally {
    Error.prepareStackTrace = prepare;
  }
}
