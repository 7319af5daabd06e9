import { create } from "zustand";
import { DEFAULT_RUN, type RunChoice } from "./runs.ts";

interface RunChoiceStore {
  readonly choice: RunChoice;
  choose(choice: RunChoice): void;
}

/** The choice goes with the learner from the landing view into the lab. */
export const useRunChoice = create<RunChoiceStore>((set) => ({
  choice: DEFAULT_RUN,
  choose: (choice) => set({ choice }),
}));
