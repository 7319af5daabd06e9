import { useTranslation } from "react-i18next";
import { useErrorSentence } from "./error-sentence.ts";
import type { Notice } from "./notices.ts";

export function useNoticeSentence(): (notice: Notice) => string {
  const { t } = useTranslation("status");
  const sentence = useErrorSentence();
  return (notice) => {
    switch (notice.kind) {
      case "refused":
        return sentence(notice.error);
      case "no-answer":
        return t("noAnswer");
      case "past":
        return t("pastIsReadOnly");
      case "not-again":
        return t(`notAgain.${notice.why}`);
      case "which-program":
        return t("whichProgram");
      case "no-program-for-key":
        return t("noProgramForKey");
      case "select-frame-first":
        return t("selectFrameFirst");
      default:
        return notice satisfies never;
    }
  };
}
