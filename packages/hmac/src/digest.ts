import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";

/** As Python's hashlib and Node's crypto spell them, the one to use first. */
export const DIGEST_NAMES = ["sha256", "sha512", "sha1", "md5"] as const;
export type DigestName = (typeof DIGEST_NAMES)[number];

const DIGESTS = { sha256, sha512, sha1, md5 } as const;

/** Bytes that a digest takes in at once: B of RFC 2104 §2. FIPS 180-4 §1, RFC 1321 §3.4. */
export const BLOCK_SIZES: Readonly<Record<DigestName, number>> = {
  sha256: 64,
  sha512: 128,
  sha1: 64,
  md5: 64,
};

/** Bytes that a digest gives out: L of RFC 2104 §2. */
export const DIGEST_SIZES: Readonly<Record<DigestName, number>> = {
  sha256: 32,
  sha512: 64,
  sha1: 20,
  md5: 16,
};

/** The digest of `bytes`: FIPS 180-4 (SHA-256, SHA-512, SHA-1), RFC 1321 (MD5). */
export function digestOf(name: DigestName, bytes: Uint8Array): Uint8Array {
  return DIGESTS[name](bytes);
}
