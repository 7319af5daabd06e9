import type { DigestName } from "./digest.ts";
import { hmacSteps } from "./hmac-steps.ts";
import { type HmacVector, VECTORS } from "./vectors.ts";

export interface VectorCheck {
  readonly vector: HmacVector;
  /** The whole MAC as computed here. */
  readonly mac: Uint8Array;
  /** Whether it is the RFC's, as far as the RFC prints it. */
  readonly right: boolean;
}

/** Computes every test case that the RFCs give for `digest`, and compares. */
export function checkVectors(
  digest: DigestName,
  vectors: readonly HmacVector[] = VECTORS[digest],
): readonly VectorCheck[] {
  return vectors.map((vector) => {
    const { mac } = hmacSteps(digest, vector.key, vector.message);
    return { vector, mac, right: beginsWith(mac, vector.mac) };
  });
}

function beginsWith(mac: Uint8Array, beginning: Uint8Array): boolean {
  return beginning.length > 0 && beginning.every((byte, index) => byte === mac[index]);
}
