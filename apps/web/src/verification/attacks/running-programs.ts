import type { ProgramState, TraceState } from "@wirestage/trace";

/** Programs of pairs that have not ended: they stand in the way of a run, consoles and commands do not. */
export function runningPrograms({ programs }: TraceState): readonly ProgramState[] {
  return [...programs.values()].filter(({ started, ended }) => started.role !== null && ended === null);
}
