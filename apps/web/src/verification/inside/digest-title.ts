import type { DigestName } from "@wirestage/hmac";

/** As the standards write them. */
export const DIGEST_TITLES: Readonly<Record<DigestName, string>> = {
  sha256: "SHA-256",
  sha512: "SHA-512",
  sha1: "SHA-1",
  md5: "MD5",
};
