import { useTranslation } from "react-i18next";
import type { PageLanguage } from "../i18n/i18n.ts";

/** The language that the page is in, for texts that come in both. */
export function usePageLanguage(): PageLanguage {
  return useTranslation("console").i18n.language === "zh" ? "zh" : "en";
}
