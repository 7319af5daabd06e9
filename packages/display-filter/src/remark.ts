import { fieldNamed } from "./fields.ts";
import type { Span } from "./problem.ts";
import type { FilterTree } from "./tree.ts";

/** What a filter means that is easily meant otherwise. `flag_present`: a flag alone is true also where it is 0. */
export interface FilterRemark extends Span {
  readonly code: "flag_present";
  readonly name: string;
}

/** The flags that are asked for without a value, in the order of the text. */
export function remarksOn(tree: FilterTree): readonly FilterRemark[] {
  switch (tree.kind) {
    case "and":
    case "or":
    case "xor":
      return [...remarksOn(tree.left), ...remarksOn(tree.right)];
    case "not":
      return remarksOn(tree.operand);
    case "present": {
      const { word, from, to } = tree.operand;
      const isFlag = word.kind === "word" && fieldNamed(word.text)?.type === "boolean";
      return isFlag ? [{ code: "flag_present", name: word.text, from, to }] : [];
    }
    case "compare":
    case "contains":
    case "matches":
    case "in":
      return [];
    default:
      return tree satisfies never;
  }
}
