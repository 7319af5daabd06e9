import i18next from "i18next";
import { remember, remembered } from "../app/remembered.ts";
import { keepInAddress } from "../router/address.ts";
import { LANGUAGES, type PageLanguage, startTranslation } from "./i18n.ts";

const HTML_LANG: Readonly<Record<PageLanguage, string>> = { en: "en", zh: "zh-CN" };

/** The first of `wanted` (BCP 47 tags) that the page speaks, else English. */
export function firstSpoken(wanted: readonly string[]): PageLanguage {
  for (const tag of wanted) {
    const primary = tag.toLowerCase().split("-")[0];
    const spoken = LANGUAGES.find((language) => language === primary);
    if (spoken) return spoken;
  }
  return "en";
}

function apply(language: PageLanguage): void {
  document.documentElement.lang = HTML_LANG[language];
}

/** Starts in the language asked for by the address, else the remembered one, else the browser's first that we speak. */
export function startLanguage(asked: PageLanguage | null): void {
  const before = remembered("language");
  const language = asked ?? firstSpoken([...(before ? [before] : []), ...navigator.languages]);
  startTranslation(language);
  apply(language);
}

/** Changes every text of the page in place; nothing else changes. */
export function changeLanguage(language: PageLanguage): void {
  void i18next.changeLanguage(language);
  remember("language", language);
  keepInAddress("lang", language);
  apply(language);
}
