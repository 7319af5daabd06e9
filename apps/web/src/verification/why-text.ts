import type { useTranslation } from "react-i18next";
import { formatDuration } from "../format/time.ts";
import type { Why } from "./why.ts";

type VerificationText = ReturnType<typeof useTranslation<"verification">>["t"];

/** Why a verdict came out as it did, in a sentence. */
export function whyText(why: Why, t: VerificationText): string {
  switch (why.because) {
    case "answerAltered":
    case "nonceAltered":
      return t(`why.${why.because}`, { count: why.bytes });
    case "timeout":
      return t("why.timeout", { waited: formatDuration(why.waited), count: why.arrived });
    case "nonceReused":
    case "replayed":
      return t(`why.${why.because}`, { of: why.of });
    case "lengths":
    case "short":
      return t(`why.${why.because}`, { own: why.own, given: why.given });
    case "digests":
      return t("why.digests", { client: why.client, server: why.server });
    case "clientFailed":
      return t("why.clientFailed", { code: why.code });
    case "sameSecret":
    case "equal":
    case "secrets":
    case "nothingComputed":
    case "differ":
    case "clientEnded":
    case "notCompared":
    case "serverEnded":
      return t(`why.${why.because}`);
    default:
      return why satisfies never;
  }
}
