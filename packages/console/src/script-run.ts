import type { ErrorBody } from "@wirestage/protocol";
import { type CallEntry, frameAt, type TraceLog, type TraceState } from "@wirestage/trace";
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
  /** A call failed that was not meant to; the person says whether the script goes on all the same. */
  | { readonly at: "failed"; readonly line: ScriptLine; readonly errno: string }
  | { readonly at: "done"; readonly tally: RunTally }
  | { readonly at: "stopped"; readonly line: number; readonly why: StopReason };

/** How the calls of a run stand when its last line was sent; those that neither failed nor wait have succeeded. */
export interface RunTally {
  readonly failed: number;
  readonly waiting: number;
}

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
  /** Whether the person went on although its call failed. */
  readonly excused: boolean;
}

export interface ScriptRun {
  readonly lines: readonly ScriptLine[];
  readonly next: number;
  readonly mode: "going" | "stepping";
  readonly sent: SentLine | null;
  /** What was sent before `sent`, oldest first. */
  readonly earlier: readonly SentLine[];
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
  return { lines, next: 0, mode, sent: null, earlier: [], phase: { at: "resting" } };
}

export function isOver({ phase }: ScriptRun): boolean {
  return phase.at === "done" || phase.at === "stopped";
}

/** Whether nothing moves between the hosts: every frame has arrived, was lost, or is held. */
function isWireAtRest(state: TraceState): boolean {
  return [...state.onWire.values()].every((entry) => frameAt(entry, state.t).fate === "held");
}

function callOf({ line, after }: SentLine, log: TraceLog): CallEntry | null {
  return callOfStatement(log, line.host, line.statement.text, after);
}

function allSent({ sent, earlier }: ScriptRun): readonly SentLine[] {
  return sent ? [...earlier, sent] : earlier;
}

/** The errno of a call that has failed, or null. */
function failureOf(sent: SentLine, log: TraceLog): string | null {
  const outcome = callOf(sent, log)?.returned?.outcome;
  return outcome && !outcome.ok ? outcome.code : null;
}

/** The first failure that the script did not foresee and the person has not yet seen past. */
function unforeseen(run: ScriptRun, log: TraceLog): RunPhase | null {
  for (const sent of allSent(run)) {
    const errno = sent.excused || sent.line.mayFail ? null : failureOf(sent, log);
    if (errno !== null) return { at: "failed", line: sent.line, errno };
  }
  return null;
}

function tallyOf(run: ScriptRun, log: TraceLog): RunTally {
  const all = allSent(run);
  const failed = all.filter((sent) => failureOf(sent, log) !== null).length;
  const waiting = all.filter((sent) => !callOf(sent, log)?.returned).length;
  return { failed, waiting };
}

function waitForSent(sent: SentLine, log: TraceLog): RunWait | null {
  if (!sent.taken) return { for: "answer" };
  const call = callOf(sent, log);
  if (!call) return { for: "call" };
  if (call.returned) return null;
  if (!call.blocked) return { for: "call" };
  return isWireAtRest(log.latest) ? null : { for: "wire" };
}

/** The last line of this run that is to give `name`, where its call has not returned; the name may have an old value. */
function giverOf(run: ScriptRun, host: string, name: string, log: TraceLog): SentLine | null {
  const giver = allSent(run).findLast(({ line }) => line.host === host && line.gives.includes(name));
  return giver && !callOf(giver, log)?.returned ? giver : null;
}

function waitForNames(run: ScriptRun, { host, needs }: ScriptLine, log: TraceLog): RunWait | null {
  const scope = scopeOf(log, log.latest, host);
  for (const name of needs) {
    const giver = giverOf(run, host, name, log);
    if (giver) return { for: "name", name, method: giver.line.statement.method };
    const known = knownAs(scope, name);
    if (known?.kind === "pending") return { for: "name", name, method: known.method };
  }
  return null;
}

/** The console of the last line was killed: what its names stood for is gone. */
function hasLostConsole({ sent }: ScriptRun, log: TraceLog): boolean {
  if (!sent?.taken || !callOf(sent, log)) return false;
  const console = consolesOf(log.latest, sent.line.host).at(-1);
  return console?.ended !== null;
}

function stopped(run: ScriptRun, why: StopReason): RunStep {
  const line = why.by === "person" ? run.lines[run.next] : run.sent?.line;
  return { run: { ...run, phase: { at: "stopped", line: line?.line ?? 0, why } }, send: null };
}

function sending(run: ScriptRun, line: ScriptLine, log: TraceLog): RunStep {
  const sent = { line, after: log.latest.next, taken: false, excused: false };
  const phase: RunPhase = { at: "waiting", wait: { for: "answer" } };
  return { run: { ...run, next: run.next + 1, sent, earlier: allSent(run), phase }, send: line };
}

/** Line by line it is the person who decides whether a call before may still be under way. */
function waitOf(run: ScriptRun, log: TraceLog): RunWait | null {
  const { mode, sent, lines, next } = run;
  const before = sent && waitForSent(sent, log);
  if (before && (mode === "going" || before.for === "answer")) return before;
  const line = lines[next];
  return line ? waitForNames(run, line, log) : null;
}

/** Goes on as far as the trace allows; `isLetGo` where a person has just let one line go. */
function goneOn(run: ScriptRun, log: TraceLog, isLetGo: boolean): RunStep {
  if (hasLostConsole(run, log)) return stopped(run, { by: "end" });
  const line = run.lines[run.next];
  const failed = line ? unforeseen(run, log) : null;
  if (failed) return { run: { ...run, phase: failed }, send: null };
  const wait = waitOf(run, log);
  if (wait) return { run: { ...run, phase: { at: "waiting", wait } }, send: null };
  if (!line) return { run: { ...run, phase: { at: "done", tally: tallyOf(run, log) } }, send: null };
  if (run.mode === "stepping" && !isLetGo) return { run: { ...run, phase: { at: "resting" } }, send: null };
  return sending(run, line, log);
}

/** The person goes on, having been told what has failed so far. */
function excused(run: ScriptRun, log: TraceLog): ScriptRun {
  if (run.phase.at !== "failed") return run;
  const seen = (sent: SentLine) => ({ ...sent, excused: sent.excused || failureOf(sent, log) !== null });
  return { ...run, sent: run.sent && seen(run.sent), earlier: run.earlier.map(seen) };
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
      return goneOn({ ...excused(run, log), mode: "stepping" }, log, true);
    case "go":
      return goneOn({ ...excused(run, log), mode: "going" }, log, false);
    case "stop":
      return stopped(run, { by: "person" });
    case "look":
      return goneOn(run, log, false);
    default:
      return input satisfies never;
  }
}
