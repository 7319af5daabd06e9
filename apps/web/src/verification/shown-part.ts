import { create } from "zustand";

/** What the view shows: how clients were verified, or attacks to try. */
export type VerificationPart = "story" | "attacks";

interface ShownPart {
  readonly part: VerificationPart;
  show(part: VerificationPart): void;
}

export const useShownPart = create<ShownPart>((set) => ({
  part: "story",
  show: (part) => set({ part }),
}));
