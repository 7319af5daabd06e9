import type { SourceLanguage } from "@wirestage/programs";
import { create } from "zustand";

interface ShownLanguageStore {
  /** Null as long as nobody chose: a source is then shown as it runs. */
  readonly language: SourceLanguage | null;
  show(language: SourceLanguage): void;
}

/** The language in which a person wants to read sources, whatever runs. */
export const useShownLanguage = create<ShownLanguageStore>((set) => ({
  language: null,
  show: (language) => set({ language }),
}));
