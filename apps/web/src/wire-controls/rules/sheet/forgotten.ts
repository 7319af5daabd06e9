import { create } from "zustand";
import type { RuleSpell } from "../rule-history.ts";

interface Forgotten {
  readonly spells: ReadonlySet<RuleSpell>;
  forget(...spells: readonly RuleSpell[]): void;
}

/** Rules no longer in force that the learner has put away. */
export const useForgotten = create<Forgotten>((set) => ({
  spells: new Set(),
  forget: (...gone) => set(({ spells }) => ({ spells: new Set([...spells, ...gone]) })),
}));
