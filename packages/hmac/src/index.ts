export { checkVectors, type VectorCheck } from "./check-vectors.ts";
export { BLOCK_SIZES, DIGEST_NAMES, DIGEST_SIZES, type DigestName, digestOf } from "./digest.ts";
export { type HmacSteps, hmacSteps, INNER_PAD, OUTER_PAD } from "./hmac-steps.ts";
export { type HmacVector, VECTORS } from "./vectors.ts";
