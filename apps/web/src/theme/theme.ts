import { create } from "zustand";
import { remember, remembered } from "../app/remembered.ts";
import { keepInAddress } from "../router/address.ts";

export const THEME_CHOICES = ["system", "light", "dark"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

interface ThemeStore {
  readonly choice: ThemeChoice;
  choose(choice: ThemeChoice): void;
}

const systemDark = () => matchMedia("(prefers-color-scheme: dark)");

function apply(choice: ThemeChoice): void {
  const dark = choice === "dark" || (choice === "system" && systemDark().matches);
  document.documentElement.dataset["theme"] = dark ? "dark" : "light";
}

export const useTheme = create<ThemeStore>((set) => ({
  choice: "system",
  choose: (choice) => {
    set({ choice });
    remember("theme", choice);
    keepInAddress("theme", choice === "system" ? null : choice);
    apply(choice);
  },
}));

/** Puts the theme on the document: the address's choice for this visit, else the remembered one, else the system's. */
export function startTheme(asked: ThemeChoice | null): void {
  const before = THEME_CHOICES.find((choice) => choice === remembered("theme"));
  useTheme.setState({ choice: asked ?? before ?? "system" });
  apply(useTheme.getState().choice);
  systemDark().addEventListener("change", () => apply(useTheme.getState().choice));
}
