import type { TraceLog } from "@wirestage/trace";
import { type RunChoice, runsOf } from "./runs.ts";

function typedInto(log: TraceLog, program: number): string[] {
  return log
    .said(program, log.latest.t)
    .flatMap((said) => (said.kind === "program.input" ? [said.text.trimEnd()] : []));
}

/**
 * The choice that the newest run of a trace was made by, as far as one can tell: a trace does not say who typed a line,
 * so that the choice whose lines agree with what was typed is taken. Null before any run, or for programs of no choice.
 */
export function runOfTrace(log: TraceLog): RunChoice | null {
  const client = [...log.latest.programs.values()].findLast(({ started }) => started.role === "client");
  const newest = client ?? [...log.latest.programs.values()].at(-1);
  if (!newest) return null;
  const typed = typedInto(log, newest.started.program);
  const runs = runsOf(newest.started.name);
  const agrees = (input: readonly string[]) => typed.every((line, at) => line === input[at]);
  const run =
    runs.find(({ input }) => input.length > 0 && agrees(input)) ??
    runs.find(({ input }) => input.length === 0);
  return run?.choice ?? null;
}
