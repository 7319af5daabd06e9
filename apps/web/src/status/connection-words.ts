import { useTranslation } from "react-i18next";
import { useLink } from "../session/hooks.ts";
import { useErrorSentence } from "./error-sentence.ts";

/** How the page stands with the server, in words. */
export function useConnectionWords(): string {
  const { t } = useTranslation("status");
  const link = useLink();
  const sentence = useErrorSentence();
  return link.status === "ended" ? sentence(link.error) : t(`link.${link.status}`);
}
