import { create } from "zustand";

/** A script that is being written. */
export interface EditedScript {
  readonly name: string;
  readonly text: string;
  /** The name that it is kept under; null while it is not. */
  readonly savedAs: string | null;
}

/** A script to be run in a lab as soon as the page is there. */
export interface PlannedRun {
  readonly lab: string;
  readonly name: string;
  readonly text: string;
}

interface ScriptSheet {
  readonly isOpen: boolean;
  readonly script: EditedScript;
  readonly planned: PlannedRun | null;
  /** With what was being written last, or with another script. */
  open(script?: EditedScript): void;
  close(): void;
  edit(change: Partial<EditedScript>): void;
  plan(run: PlannedRun | null): void;
}

const BLANK: EditedScript = { name: "", text: "", savedAs: null };

/** The sheet that scripts are written on; small, because the lab view asks it whether to load the rest. */
export const useScriptSheet = create<ScriptSheet>((set) => ({
  isOpen: false,
  script: BLANK,
  planned: null,
  open: (script) => set((before) => ({ isOpen: true, script: script ?? before.script })),
  close: () => set({ isOpen: false }),
  edit: (change) => set(({ script }) => ({ script: { ...script, ...change } })),
  plan: (planned) => set({ planned }),
}));
