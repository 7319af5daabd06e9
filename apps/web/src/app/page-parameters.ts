import { Language, RunName } from "@wirestage/protocol";
import type { PageLanguage } from "../i18n/i18n.ts";
import { choiceOfRun, DEFAULT_CHOICE, type RunChoice } from "../runs/run-choice.ts";
import type { ThemeChoice } from "../theme/theme.ts";

/** What the address may ask of the page; anything unknown is passed over. */
export interface PageParameters {
  readonly language: PageLanguage | null;
  readonly theme: ThemeChoice | null;
  /** What Start runs. */
  readonly choice: RunChoice;
}

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.find((each) => each === value) ?? null;
}

/** `run=udp-echo&language=python&clientLanguage=ts`; one language alone is that of both sides. */
function askedChoice(parameters: URLSearchParams): RunChoice {
  const language = oneOf(parameters.get("language"), Language.options) ?? DEFAULT_CHOICE.language;
  const clientLanguage = oneOf(parameters.get("clientLanguage"), Language.options) ?? language;
  const run = oneOf(parameters.get("run"), RunName.options);
  const languages = { language, clientLanguage };
  return run === null ? { ...DEFAULT_CHOICE, ...languages } : choiceOfRun(run, languages);
}

/** Reads `?lang=zh&theme=dark&run=udp-echo&language=python`. */
export function pageParameters(search: string): PageParameters {
  const parameters = new URLSearchParams(search);
  const language = parameters.get("lang")?.toLowerCase().split("-")[0] ?? null;
  return {
    language: oneOf<PageLanguage>(language, ["en", "zh"]),
    theme: oneOf<ThemeChoice>(parameters.get("theme"), ["system", "light", "dark"]),
    choice: askedChoice(parameters),
  };
}
