import type { ProgramState, TraceState } from "@wirestage/trace";
import { create } from "zustand";

/** A person's wish to see one program of a host. It holds until a newer one starts there. */
export interface ProgramChoice {
  readonly program: number;
  /** The newest program of the host when this was chosen. */
  readonly newest: number;
}

interface ProgramChoiceStore {
  /** By `<lab> <host>`. */
  readonly choices: Readonly<Record<string, ProgramChoice>>;
  choose(lab: string, host: string, choice: ProgramChoice): void;
}

function keyOf(lab: string, host: string): string {
  return `${lab} ${host}`;
}

const useChoices = create<ProgramChoiceStore>((set) => ({
  choices: {},
  choose: (lab, host, choice) =>
    set(({ choices }) => ({ choices: { ...choices, [keyOf(lab, host)]: choice } })),
}));

export function useProgramChoice(lab: string, host: string) {
  const choice = useChoices(({ choices }) => choices[keyOf(lab, host)] ?? null);
  const choose = useChoices((store) => store.choose);
  return { choice, choose: (wanted: ProgramChoice) => choose(lab, host, wanted) };
}

/** Programs that were ever started on a host, oldest first. */
export function programsOf(state: TraceState, host: string): ProgramState[] {
  return [...state.programs.values()].filter((program) => program.started.host === host);
}

/** The program to show of a host's: the chosen one, else the newest that runs, else the newest. */
export function shownProgram(
  programs: readonly ProgramState[],
  choice: ProgramChoice | null,
): ProgramState | null {
  const newest = programs.at(-1) ?? null;
  if (choice && newest && newest.started.program <= choice.newest) {
    const chosen = programs.find(({ started }) => started.program === choice.program);
    if (chosen) return chosen;
  }
  return programs.findLast(({ ended }) => ended === null) ?? newest;
}

/** Running programs and the shown one stand in the open; what else has ended is put together. */
export function openAndEarlier(
  programs: readonly ProgramState[],
  shown: ProgramState | null,
): { readonly open: readonly ProgramState[]; readonly earlier: readonly ProgramState[] } {
  const isOpen = (program: ProgramState) => program.ended === null || program === shown;
  return { open: programs.filter(isOpen), earlier: programs.filter((program) => !isOpen(program)) };
}
