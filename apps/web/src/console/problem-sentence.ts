import type { Problem } from "@wirestage/console";
import type { TFunction } from "i18next";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { hostKey } from "./use-console.ts";

/** Problems that are best explained by what may stand there instead. */
const TELLS_EXPECTED: ReadonlySet<Problem["code"]> = new Set([
  "expected",
  "wrong_argument",
  "unknown_constant",
  "unknown_method",
  "too_few_arguments",
  "address_shape",
  "path_expected",
  "unknown_name",
]);
const MOST_EXPECTED = 4;

function namedFacts(facts: Problem["facts"], t: TFunction<"console">): Problem["facts"] {
  const key = typeof facts["host"] === "string" ? hostKey(facts["host"]) : null;
  return key ? { ...facts, host: t(`host.${key}`) } : facts;
}

/** What is wrong, and what may be written instead, in the reader's language. */
export function useProblemSentence(): (problem: Problem) => string {
  const { t } = useTranslation("console");
  return useCallback(
    ({ code, facts, expected, fix }: Problem) => {
      const sentence = t(`problem.${code}`, namedFacts(facts, t));
      // A cure says it better than a list.
      if (!TELLS_EXPECTED.has(code) || expected.length === 0 || fix) return sentence;
      const things = expected.slice(0, MOST_EXPECTED).join(t("line.separator"));
      return `${sentence} ${t("line.expects", { things })}`;
    },
    [t],
  );
}
