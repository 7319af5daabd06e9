import type { ErrorBody } from "@wirestage/protocol";
import { frameAt, type TraceLog, type TraceState } from "@wirestage/trace";
import { callOfStatement, consolesOf, scopeOf } from "./console-trace.ts";
import { knownAs } from "./scope.ts";
import type { ScriptLine } from "./script.ts";

/** What a run waits for before its next line. */
export type RunWait =
  /** The lab has not said yet whether it takes the statement. */
  | { readonly for: "answer" }
  /** The call before has neither returned nor blocked. */
  | { readonly for: "call" }
  /** It is blocked, and frames are still on their way. */
  | { readonly for: "wire" }
  /** The line needs a name that a call which has not returned will give. */
  | { readonly for: "name"; readonly name: string; readonly method: string };

/**
 * Where a run stands. `next` is the index of the line that comes next; `sent` what was sent last: when, in events of
 * the trace, and whether the lab has taken it.
 */
export type RunPhase =
  | { readonly at: "waiting"; readonly wait: RunWait }
  /** A person lets the lines go one by one. */
  | { readonly at: "resting" }
  | { readonly at: "done" }
  | { readonly at: "stopped"; readonly line: number; readonly why: StopReason };

export type StopReason =
  | { readonly by: "person" }
  /** The lab did not take the statement. */
  | { readonly by: "refusal"; readonly error: ErrorBody }
  /** The console that the script works in has ended. */
  | { readonly by: "end" };

interface SentLine {
  readonly line: ScriptLine;
  /** How many events there were when it was sent. */
  readonly after: number;
  readonly taken: boolean;
}

export interface ScriptRun {
  readonly lines: readonly ScriptLine[];
  readonly next: number;
  readonly mode: "going" | "stepping";
  readonly sent: SentLine | null;
  readonly phase: RunPhase;
}

/** What moves a run on besides the trace. */
export type RunInput =
  | { readonly do: "taken" }
  | { readonly do: "refused"; readonly error: ErrorBody }
  /** Sends the next line as soon as it may go, then rests. */
  | { readonly do: "step" }
  | { readonly do: "go" }
  | { readonly do: "stop" }
  /** The trace has grown. */
  | { readonly do: "look" };

/** The run after an input, and the line that is to be sent now, if any. */
export interface RunStep {
  readonly run: ScriptRun;
  readonly send: ScriptLine | null;
}

/** A run at its beginning; the first `look` starts it where it goes by itself. */
export function newRun(lines: readonly ScriptLine[], mode: ScriptRun["mode"]): ScriptRun {
  return { lines, next: 0, mode, sent: null, phase: { at: "resting" } };
}

export function isOver({ phase }: ScriptRun): boolean {
  return phase.at === "done" || phase.at === "stopped";
}

/** Whether nothing moves between the hosts: every frame has arrived, was lost, or is held. */
function isWireAtRest(state: TraceState): boolean {
  return [...state.onWire.values()].every((entry) => frameAt(entry, state.t).fate === "held");
}

function waitForSent(sent: SentLine, log: TraceLog): RunWait | null {
  if (!sent.taken) return { for: "answer" };
  const call = callOfStatement(log, sent.line.host, sent.line.statement.text, sent.after);
  if (!call) return { for: "call" };
  if (call.returned) return null;
  if (!call.blocked) return { for: "call" };
  return isWireAtRest(log.latest) ? null : { for: "wire" };
}

function waitForNames({ host, needs }: ScriptLine, log: TraceLog): RunWait | null {
  const scope = scopeOf(log, log.latest, host);
  for (const name of needs) {
    const known = knownAs(scope, name);
    if (known?.kind === "pending") return { for: "name", name, method: known.method };
  }
  return null;
}

/** The console of the last line was killed: what its names stood for is gone. */
function hasLostConsole({ sent }: ScriptRun, log: TraceLog): boolean {
  if (!sent?.taken || !callOfStatement(log, sent.line.host, sent.line.statement.text, sent.after))
    return false;
  const console = consolesOf(log.latest, sent.line.host).at(-1);
  return console?.ended !== null;
}

function stopped(run: ScriptRun, why: StopReason): RunStep {
  const line = why.by === "person" ? run.lines[run.next] : run.sent?.line;
  return { run: { ...run, phase: { at: "stopped", line: line?.line ?? 0, why } }, send: null };
}

function sending(run: ScriptRun, line: ScriptLine, log: TraceLog): RunStep {
  const sent = { line, after: log.latest.next, taken: false };
  const phase: RunPhase = { at: "waiting", wait: { for: "answer" } };
  return { run: { ...run, next: run.next + 1, sent, phase }, send: line };
}

/** Line by line it is the person who decides whether a call before may still be under way. */
function waitOf({ mode, sent, lines, next }: ScriptRun, log: TraceLog): RunWait | null {
  const before = sent && waitForSent(sent, log);
  if (before && (mode === "going" || before.for === "answer")) return before;
  const line = lines[next];
  return line ? waitForNames(line, log) : null;
}

/** Goes on as far as the trace allows; `isLetGo` where a person has just let one line go. */
function goneOn(run: ScriptRun, log: TraceLog, isLetGo: boolean): RunStep {
  if (hasLostConsole(run, log)) return stopped(run, { by: "end" });
  const line = run.lines[run.next];
  const wait = waitOf(run, log);
  if (wait) return { run: { ...run, phase: { at: "waiting", wait } }, send: null };
  if (!line) return { run: { ...run, phase: { at: "done" } }, send: null };
  if (run.mode === "stepping" && !isLetGo) return { run: { ...run, phase: { at: "resting" } }, send: null };
  return sending(run, line, log);
}

/** What becomes of a run. Pure: the trace is the only thing that it looks at. */
export function advanced(run: ScriptRun, input: RunInput, log: TraceLog): RunStep {
  if (isOver(run)) return { run, send: null };
  switch (input.do) {
    case "taken":
      return goneOn({ ...run, sent: run.sent && { ...run.sent, taken: true } }, log, false);
    case "refused":
      return stopped(run, { by: "refusal", error: input.error });
    case "step":
      return goneOn({ ...run, mode: "stepping" }, log, true);
    case "go":
      return goneOn({ ...run, mode: "going" }, log, false);
    case "stop":
      return stopped(run, { by: "person" });
    case "look":
      return goneOn(run, log, false);
    default:
      return input satisfies never;
  }
}
