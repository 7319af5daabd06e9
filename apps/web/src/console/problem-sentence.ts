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

/** Punctuation would be lost among that of the sentence: it is named, and stands in quotation marks. */
const MARKS = { ",": "comma", "(": "open", ")": "close", "=": "equals" } as const;

function isMark(thing: string): thing is keyof typeof MARKS {
  return thing in MARKS;
}

function namedFacts(facts: Problem["facts"], t: TFunction<"console">): Problem["facts"] {
  const key = typeof facts["host"] === "string" ? hostKey(facts["host"]) : null;
  return key ? { ...facts, host: t(`host.${key}`) } : facts;
}

/** `a, b or c`; where there are more than one reads, the first few. */
function alternatives(expected: readonly string[], t: TFunction<"console">): string {
  const named = expected.map((thing) => (isMark(thing) ? t(`line.mark.${MARKS[thing]}`) : thing));
  const separator = t("line.separator");
  if (named.length > MOST_EXPECTED)
    return t("line.more", { things: named.slice(0, MOST_EXPECTED).join(separator) });
  const last = named.at(-1) ?? "";
  if (named.length < 2) return last;
  const first = named.slice(0, -1).join(separator);
  return t(expected.every(isMark) ? "line.orMark" : "line.or", { first, last });
}

/** Spaces and quotation marks cannot be told apart between the quotation marks of a sentence. */
function plainSentence({ code, facts }: Problem, t: TFunction<"console">): string {
  if (code === "fullwidth_character" && facts["instead"] === " ") return t("line.fullwidthSpace");
  const isQuote = facts["instead"] === '"' || facts["instead"] === "'";
  if (code === "fullwidth_character" && isQuote) return t("line.fullwidthQuote", facts);
  return t(`problem.${code}`, namedFacts(facts, t));
}

/** What is wrong, and what may be written instead, in the language of `t`. */
export function problemSentence(problem: Problem, t: TFunction<"console">): string {
  const { code, expected, fix } = problem;
  const sentence = plainSentence(problem, t);
  // A cure says it better than a list.
  if (!TELLS_EXPECTED.has(code) || expected.length === 0 || fix) return sentence;
  const things = alternatives(expected, t);
  if (code === "expected" && expected.every(isMark)) return t("line.belongs", { things });
  return t("line.expects", { sentence, things });
}

export function useProblemSentence(): (problem: Problem) => string {
  const { t } = useTranslation("console");
  return useCallback((problem: Problem) => problemSentence(problem, t), [t]);
}
