import type { ErrorBody } from "@wirestage/protocol";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";

/** A sentence in the page's language for an error of server, lab or page, that says what to do. */
export function useErrorSentence(): (error: ErrorBody) => string {
  const { t } = useTranslation("status");
  return useCallback(
    ({ code, facts }: ErrorBody) => {
      if (code === "lab_ended" && facts["where"] === "recording") return t("recordingIsOver");
      if (code === "lab_ended" && facts["where"] === "capture") return t("captureIsOver");
      if (code !== "internal") return t(`errors.${code}`, { ...facts });
      switch (facts["where"]) {
        case "connection":
          return t("connectionBroke");
        case "message":
          return t("pageTooOld");
        case "trace":
          return t("traceBroken");
        default:
          return t("errors.internal");
      }
    },
    [t],
  );
}
