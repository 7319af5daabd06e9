import type { ProgramState } from "@wirestage/trace";

/**
 * The line of the text that ran in which a program died of a failed call: it ended by itself, not well, and its last call
 * had failed. Null for every other end.
 */
export function diedLine({ ended, call }: ProgramState): number | null {
  if (!ended || ended.exitCode === null || ended.exitCode === 0) return null;
  return call?.returned?.outcome.ok === false ? call.entered.line : null;
}
