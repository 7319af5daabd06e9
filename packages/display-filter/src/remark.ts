import { fieldNamed } from "./fields.ts";
import type { Span } from "./problem.ts";
import type { FilterTree, OperandTree } from "./tree.ts";

/** What a filter means that is easily meant otherwise. */
export interface FilterRemark extends Span {
  /**
   * `flag_present`: a flag alone is true also where it is 0. `checksum_verified`: Wireshark verifies these checksums
   * only where its preferences say so, and without that the status is Unverified in every frame.
   */
  readonly code: "flag_present" | "checksum_verified";
  readonly name: string;
}

/** Checksums that Wireshark does not verify of itself; those of ICMP it does. */
const UNVERIFIED = new Set(["ip.checksum.status", "tcp.checksum.status", "udp.checksum.status"]);

function remarkOnStatus({ word, from, to }: OperandTree): readonly FilterRemark[] {
  const isStatus = word.kind === "word" && UNVERIFIED.has(word.text);
  return isStatus ? [{ code: "checksum_verified", name: word.text, from, to }] : [];
}

/** Flags that are asked for without a value and checksums whose status is, in the order of the text. */
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
      return [...remarkOnStatus(tree.left), ...remarkOnStatus(tree.right)];
    case "in":
      return remarkOnStatus(tree.left);
    case "contains":
    case "matches":
      return [];
    default:
      return tree satisfies never;
  }
}
