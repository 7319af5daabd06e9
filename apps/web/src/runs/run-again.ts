import type { RunName } from "@wirestage/protocol";
import type { TraceState } from "@wirestage/trace";
import type { CommandAnswer, Session } from "../session/session.ts";
import { type RunChoice, runCommand } from "./run-choice.ts";

/** How long a program may take to end after it was told to, in ms. */
const END_MS = 2_000;

/** Whether either side of this pair was ever started in a lab. */
export function hasRun(state: TraceState, run: RunName): boolean {
  return [...state.programs.values()].some(({ started }) => started.role !== null && started.name === run);
}

/** Whether any pair was, so that a run may have to end something first. */
export function hasRunAny(state: TraceState): boolean {
  return [...state.programs.values()].some(({ started }) => started.role !== null);
}

/** Programs of pairs that have not ended, by number; consoles and commands do not stand in the way of a run. */
function runningPrograms(state: TraceState): readonly number[] {
  return [...state.programs.values()]
    .filter(({ started, ended }) => started.role !== null && ended === null)
    .map(({ started }) => started.program);
}

function allEnded(session: Session, after: (ms: number, action: () => void) => () => void): Promise<void> {
  if (runningPrograms(session.log.latest).length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      unsubscribe();
      cancel();
      resolve();
    };
    const cancel = after(END_MS, done);
    const unsubscribe = session.playhead.subscribe(() => {
      if (runningPrograms(session.log.latest).length === 0) done();
    });
  });
}

/**
 * Ends the programs that still run, then starts `choice` in the same lab. A program that would not end leaves the lab to
 * refuse the run, with its reason.
 */
export async function runAgain(
  session: Session,
  choice: RunChoice,
  after: (ms: number, action: () => void) => () => void,
): Promise<CommandAnswer> {
  for (const program of runningPrograms(session.log.latest)) {
    await session.command({ do: "program.kill", program });
  }
  await allEnded(session, after);
  return session.command(runCommand(choice));
}
