import type { Completion } from "@wirestage/display-filter";
import { en } from "./messages.ts";
import type { FilterT } from "./problem-sentence.ts";

const OPERATORS: Readonly<Record<string, keyof typeof en.operator>> = {
  "==": "equal",
  "!=": "unequal",
  ">": "greater",
  "<": "less",
  ">=": "atLeast",
  "<=": "atMost",
  in: "in",
  "&": "bits",
  contains: "contains",
  matches: "matches",
  "{ }": "set",
  "&&": "and",
  "||": "or",
};

function isLabelled(key: string): key is keyof typeof en.field {
  return key in en.field;
}

/** What a field is called in the page's language; its name where it has no other. */
export function fieldLabel(name: string, t: FilterT): string {
  const key = name.replaceAll(".", "_");
  return isLabelled(key) ? t(`field.${key}`) : name;
}

/** What a completion means, in a few words. */
export function completionGloss({ kind, name }: Completion, t: FilterT): string {
  switch (kind) {
    case "field":
      return fieldLabel(name, t);
    case "operator":
    case "connective": {
      const operator = OPERATORS[name];
      return operator === undefined ? "" : t(`operator.${operator}`);
    }
    case "value":
      if (name === "1") return t("value.set");
      return name === "0" ? t("value.unset") : "";
    default:
      return kind satisfies never;
  }
}
