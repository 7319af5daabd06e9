import type { PageLanguage } from "../i18n/i18n.ts";
import type { ThemeChoice } from "../theme/theme.ts";

/** What the address may ask of the page; anything unknown is passed over. */
export interface PageParameters {
  readonly language: PageLanguage | null;
  readonly theme: ThemeChoice | null;
}

function oneOf<T extends string>(value: string | null, allowed: readonly T[]): T | null {
  return allowed.find((each) => each === value) ?? null;
}

/** Reads `?lang=zh&theme=dark`. */
export function pageParameters(search: string): PageParameters {
  const parameters = new URLSearchParams(search);
  const language = parameters.get("lang")?.toLowerCase().split("-")[0] ?? null;
  return {
    language: oneOf<PageLanguage>(language, ["en", "zh"]),
    theme: oneOf<ThemeChoice>(parameters.get("theme"), ["system", "light", "dark"]),
  };
}
