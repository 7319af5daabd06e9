import type { FieldType, FilterProblem } from "@wirestage/display-filter";
import type { TFunction } from "i18next";
import { en } from "./messages.ts";

export type FilterT = TFunction<"filter">;

function isFieldType(type: unknown): type is FieldType {
  return typeof type === "string" && type in en.type;
}

/** What is wrong with a filter and what to write instead; where it is wrong, the field shows. */
export function problemSentence({ code, facts }: FilterProblem, t: FilterT): string {
  const { type, nearest } = facts;
  switch (code) {
    case "unknown_field":
      return t(nearest === "" ? "problem.unknown_field" : "problem.unknown_field_nearest", facts);
    case "wrong_value": {
      const wrong = t("problem.wrong_value", facts);
      return isFieldType(type) ? `${wrong} ${t(`wanted.${type}`)}` : wrong;
    }
    case "operator_unsuited":
      return t("problem.operator_unsuited", { ...facts, type: isFieldType(type) ? t(`type.${type}`) : "" });
    default:
      return t(`problem.${code}`, facts);
  }
}

/** What is missing may be typed yet. */
const UNFINISHED: ReadonlySet<FilterProblem["code"]> = new Set([
  "unexpected_end",
  "string_not_closed",
  "slice_not_closed",
]);

/** Somebody is still at it: what stands at the cursor may become right without being changed. */
export function isUnfinished({ code, to }: FilterProblem, cursor: number | null): boolean {
  if (cursor === null) return false;
  return UNFINISHED.has(code) || (to === cursor && (code === "unknown_field" || code === "wrong_value"));
}
