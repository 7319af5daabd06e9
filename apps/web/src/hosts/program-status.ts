import type { ProgramState, TraceLog, TraceState, TraceTime } from "@wirestage/trace";

/** What a program is doing, as far as its trace tells. */
export type ProgramStatus =
  | { readonly doing: "running" }
  | { readonly doing: "calling"; readonly call: number }
  | { readonly doing: "waiting"; readonly call: number; readonly since: TraceTime }
  | { readonly doing: "asking"; readonly prompt: string }
  | { readonly doing: "exited"; readonly code: number }
  | { readonly doing: "killed"; readonly signal: string };

/** The newest program of a host, or null where none was started. */
export function programOf(state: TraceState, host: string): ProgramState | null {
  return [...state.programs.values()].findLast((program) => program.started.host === host) ?? null;
}

/**
 * The line that a program left open to be answered: printed without a line end, and nothing typed or called since.
 * @param state the state at `t`
 */
function openPrompt(log: TraceLog, program: ProgramState, t: TraceTime, count: number): string | null {
  const last = log.said(program.started.program, t).findLast((each) => each.seq < count);
  if (last?.kind !== "program.output" || last.text.endsWith("\n")) return null;
  const called = program.call?.entered.seq ?? -1;
  return called > last.seq ? null : last.text;
}

export function programStatus(
  log: TraceLog,
  state: TraceState,
  program: ProgramState,
  t: TraceTime,
): ProgramStatus {
  const { ended, call } = program;
  if (ended) {
    return ended.signal === null
      ? { doing: "exited", code: ended.exitCode ?? 0 }
      : { doing: "killed", signal: ended.signal };
  }
  if (call && !call.returned) {
    if (call.blocked) return { doing: "waiting", call: call.entered.call, since: call.blocked.t };
    return { doing: "calling", call: call.entered.call };
  }
  const prompt = openPrompt(log, program, t, state.next);
  return prompt === null ? { doing: "running" } : { doing: "asking", prompt };
}
