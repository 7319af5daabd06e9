import type { ProgramState, TraceLog, TraceState } from "@wirestage/trace";
import type { Selection } from "../session/session.ts";
import { type ProgramDeed, possibleDeeds } from "./program-deeds.ts";

/** Where a person points: the program in whose panel the focus is, and what is selected. */
export interface Pointing {
  readonly focused: number | null;
  readonly selection: Selection | null;
}

/** One program, or why there is not one. */
export type Meant =
  | { readonly is: "one"; readonly program: ProgramState }
  | { readonly is: "none" }
  | { readonly is: "several" };

/** What a key can ask of a program: the same key pauses it and lets it run on. */
export type KeyDeed = Exclude<ProgramDeed, "resume">;

export function deedNow(deed: KeyDeed, { paused }: ProgramState): ProgramDeed {
  return deed === "pause" && paused ? "resume" : deed;
}

function canDo(deed: KeyDeed, program: ProgramState): boolean {
  return possibleDeeds(program).has(deedNow(deed, program));
}

function selectedProgram(selection: Selection | null, state: TraceState, log: TraceLog): number | null {
  switch (selection?.kind) {
    case "call":
      return log.calls[selection.call - 1]?.entered.program ?? null;
    case "socket":
      return state.sockets.get(selection.socket)?.program ?? null;
    case "frame":
    case undefined:
      return null;
    default:
      return selection satisfies never;
  }
}

/**
 * The program that a key means: that of the panel with the focus, else that of the selected call or socket, else the only
 * one to which this can be done. Consoles are left out: a learner makes their calls by hand.
 */
export function meantProgram(deed: KeyDeed, { focused, selection }: Pointing, log: TraceLog): Meant {
  const state = log.latest;
  const programs = [...state.programs.values()].filter(({ started }) => started.language !== "console");
  const pointed = [focused, selectedProgram(selection, state, log)];
  for (const number of pointed) {
    const program = programs.find(({ started }) => started.program === number);
    if (program) return canDo(deed, program) ? { is: "one", program } : { is: "none" };
  }
  const [first, ...more] = programs.filter((program) => canDo(deed, program));
  if (!first) return { is: "none" };
  return more.length === 0 ? { is: "one", program: first } : { is: "several" };
}
