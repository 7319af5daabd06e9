import { BLOCK_SIZES, DIGEST_SIZES, type DigestName, digestOf } from "./digest.ts";

/** The byte that is repeated in ipad and in opad of RFC 2104 §2. */
export const INNER_PAD = 0x36;
export const OUTER_PAD = 0x5c;

/** One computation of HMAC, with all that lies between the key and the MAC. */
export interface HmacSteps {
  readonly digest: DigestName;
  /** In bytes: B and L of RFC 2104. */
  readonly blockSize: number;
  readonly digestSize: number;
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  /** Digest of the key where it is longer than a block, else null. */
  readonly hashedKey: Uint8Array | null;
  /** Key, or `hashedKey`, with zeros up to the block size. FIPS 198-1 calls it K0. */
  readonly paddedKey: Uint8Array;
  /** `paddedKey` xor 0x36. */
  readonly innerPad: Uint8Array;
  /** Digest over `innerPad` and the message. */
  readonly innerHash: Uint8Array;
  /** `paddedKey` xor 0x5c. */
  readonly outerPad: Uint8Array;
  /** Digest over `outerPad` and `innerHash`. */
  readonly mac: Uint8Array;
}

/** HMAC of `message` under `key`, step by step: RFC 2104 §2. Keys of any length, the empty one too. */
export function hmacSteps(digest: DigestName, key: Uint8Array, message: Uint8Array): HmacSteps {
  const blockSize = BLOCK_SIZES[digest];
  const hashedKey = key.length > blockSize ? digestOf(digest, key) : null;
  const paddedKey = new Uint8Array(blockSize);
  paddedKey.set(hashedKey ?? key);
  const innerPad = paddedKey.map((byte) => byte ^ INNER_PAD);
  const innerHash = digestOf(digest, concat(innerPad, message));
  const outerPad = paddedKey.map((byte) => byte ^ OUTER_PAD);
  const mac = digestOf(digest, concat(outerPad, innerHash));
  return {
    digest,
    blockSize,
    digestSize: DIGEST_SIZES[digest],
    key: key.slice(),
    message: message.slice(),
    hashedKey,
    paddedKey,
    innerPad,
    innerHash,
    outerPad,
    mac,
  };
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const whole = new Uint8Array(first.length + second.length);
  whole.set(first);
  whole.set(second, first.length);
  return whole;
}
