import { create } from "zustand";
import { invalidParameters } from "./invalid-parameters.ts";
import type { RunChoice } from "./run-choice.ts";
import { pairOf, usePrograms } from "./use-programs.ts";

interface RunSheetStore {
  readonly shown: boolean;
  show(shown: boolean): void;
}

/** Whether the lab view shows the sheet of all programs. */
export const useRunSheetShown = create<RunSheetStore>((set) => ({
  shown: false,
  show: (shown) => set({ shown }),
}));

/** Tells whether a choice can be run. Where it cannot, the sheet opens at what is to be mended, and nothing is sent. */
export function useMayStart(): (choice: RunChoice) => boolean {
  const programs = usePrograms();
  const show = useRunSheetShown((store) => store.show);
  return (choice) => {
    const pair = pairOf(programs, choice.run);
    if (!pair || invalidParameters(pair, choice).size === 0) return true;
    show(true);
    return false;
  };
}
