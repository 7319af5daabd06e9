import type { DigestName } from "@wirestage/hmac";
import { sameBytes } from "../computation.ts";

/** One call of `hmac.digest` as it was seen. */
export interface HmacComputation {
  readonly digest: DigestName;
  /** Null where a recording was saved without it. */
  readonly key: Uint8Array | null;
  readonly message: Uint8Array;
  /** What the program got; null where that was not seen. */
  readonly mac: Uint8Array | null;
}

export function sameComputation(one: HmacComputation, other: HmacComputation): boolean {
  return (
    one.digest === other.digest &&
    sameOrNull(one.key, other.key) &&
    sameBytes(one.message, other.message) &&
    sameOrNull(one.mac, other.mac)
  );
}

function sameOrNull(one: Uint8Array | null, other: Uint8Array | null): boolean {
  return one === null || other === null ? one === other : sameBytes(one, other);
}
