import type { FieldType, FilterProblem } from "@wirestage/display-filter";
import type { TFunction } from "i18next";
import { en } from "./messages.ts";

export type FilterT = TFunction<"filter">;

function isFieldType(type: unknown): type is FieldType {
  return typeof type === "string" && type in en.type;
}

/** What finds the frames of protocols that Wireshark dissects and this page does not: their registered ports (IANA). */
const FILTER_BY_PORT: ReadonlyMap<string, string> = new Map([
  ["http", "tcp.port == 80"],
  ["tls", "tcp.port == 443"],
  ["ssh", "tcp.port == 22"],
  ["smtp", "tcp.port == 25"],
  ["dns", "udp.port == 53"],
]);

const ADDRESSES: readonly FieldType[] = ["mac", "ipv4", "ipv6"];

function wrongValueText({ facts }: FilterProblem, t: FilterT): string {
  const { type } = facts;
  if (!isFieldType(type)) return t("problem.wrong_value", facts);
  const wrong = ADDRESSES.includes(type)
    ? t("problem.wrong_address", { ...facts, type: t(`type.${type}`) })
    : t("problem.wrong_value", facts);
  return t("problem.with_wanted", { wrong, wanted: t(`wanted.${type}`) });
}

function unknownFieldText({ facts }: FilterProblem, t: FilterT): string {
  const { name, nearest } = facts;
  const instead = FILTER_BY_PORT.get(String(name).split(".")[0] ?? "");
  if (instead !== undefined) return t("problem.application_protocol", { name, instead });
  return t(nearest === "" ? "problem.unknown_field" : "problem.unknown_field_nearest", facts);
}

/** What is wrong with a filter and what to write instead; where it is wrong, the field shows. */
export function problemSentence(problem: FilterProblem, t: FilterT): string {
  const { code, facts } = problem;
  const { type, instead } = facts;
  switch (code) {
    case "unknown_field":
      return unknownFieldText(problem, t);
    case "field_of_conversation":
      return t(instead === "tcp" ? "problem.worked_out" : "problem.field_of_conversation", facts);
    case "wrong_value":
      return wrongValueText(problem, t);
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
