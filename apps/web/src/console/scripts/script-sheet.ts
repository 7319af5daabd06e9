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
  /** The text as it was opened or kept last; null where it is kept nowhere. */
  readonly original: string | null;
  /** Scripts left unsaved for another one, newest first. */
  readonly drafts: readonly EditedScript[];
  readonly planned: PlannedRun | null;
  /** With what was being written last, or with another script; what was unsaved then becomes a draft. */
  open(script?: EditedScript): void;
  /** Goes on with a draft. */
  resume(draft: EditedScript): void;
  close(): void;
  edit(change: Partial<EditedScript>): void;
  plan(run: PlannedRun | null): void;
}

function draftsAfter({ script, original, drafts }: ScriptSheet): readonly EditedScript[] {
  const isUnsaved = script.text !== original && script.text.trim() !== "";
  const others = drafts.filter(({ name, text }) => name !== script.name || text !== script.text);
  return isUnsaved ? [script, ...others] : drafts;
}

const BLANK: EditedScript = { name: "", text: "", savedAs: null };

/** The sheet that scripts are written on; small, because the lab view asks it whether to load the rest. */
export const useScriptSheet = create<ScriptSheet>((set) => ({
  isOpen: false,
  script: BLANK,
  original: "",
  drafts: [],
  planned: null,
  open: (script) =>
    set((before) =>
      script
        ? { isOpen: true, script, original: script.text, drafts: draftsAfter(before) }
        : { isOpen: true },
    ),
  resume: (draft) =>
    set((before) => ({
      script: draft,
      original: null,
      drafts: draftsAfter(before).filter((each) => each !== draft),
    })),
  close: () => set({ isOpen: false }),
  edit: (change) =>
    set(({ script, original }) => ({
      script: { ...script, ...change },
      original: typeof change.savedAs === "string" ? script.text : original,
    })),
  plan: (planned) => set({ planned }),
}));
