import { create } from "zustand";
import { useLog, useSession } from "../session/hooks.ts";
import type { Session } from "../session/session.ts";
import { DEFAULT_CHOICE, RunChoice, withoutSecrets } from "./run-choice.ts";
import { runOfTrace } from "./run-of-trace.ts";

interface RunChoiceStore {
  /** Of the landing view. */
  readonly choice: RunChoice;
  readonly ofLabs: Readonly<Record<string, RunChoice>>;
  choose(choice: RunChoice): void;
}

export const useRunChoice = create<RunChoiceStore>((set) => ({
  choice: DEFAULT_CHOICE,
  ofLabs: {},
  choose: (choice) => set({ choice }),
}));

function keyOf(lab: string): string {
  return `wirestage.run.${lab}`;
}

/** What was kept and cannot be read, or is of another version of this page, is as if it were not there. */
function keptFor(lab: string): RunChoice | null {
  try {
    return RunChoice.safeParse(JSON.parse(sessionStorage.getItem(keyOf(lab)) ?? "null")).data ?? null;
  } catch {
    return null;
  }
}

/** Keeps a lab's choice for as long as the tab is open, so that it is the same after a reload, but for secrets. */
export function keepRunChoice(lab: string, choice: RunChoice): void {
  useRunChoice.setState(({ ofLabs }) => ({ ofLabs: { ...ofLabs, [lab]: choice } }));
  try {
    sessionStorage.setItem(keyOf(lab), JSON.stringify(withoutSecrets(choice)));
  } catch {
    // Not kept: the choice holds until the page is left.
  }
}

/** What was chosen for the lab or, where this tab chose nothing, what its trace tells. */
export function labRunChoice({ lab, log }: Pick<Session, "lab" | "log">): RunChoice {
  return useRunChoice.getState().ofLabs[lab] ?? keptFor(lab) ?? runOfTrace(log) ?? DEFAULT_CHOICE;
}

/** The lab's choice, with a render whenever it may have changed. */
export function useLabRunChoice(): RunChoice {
  const session = useSession();
  useLog();
  useRunChoice((store) => store.ofLabs[session.lab]);
  return labRunChoice(session);
}
