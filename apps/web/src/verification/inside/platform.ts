import type { DigestName, HmacSteps } from "@wirestage/hmac";

/** Why the browser cannot be asked: it has no MD5; it computes nothing for pages on plain HTTP; it refused. */
export type PlatformLack = "md5" | "insecure" | "refused";

/** What the browser's own implementation makes of the same input. */
export type PlatformAnswer =
  | { readonly state: "pending" }
  | { readonly state: "lacking"; readonly why: PlatformLack }
  | {
      readonly state: "computed";
      /** Digests of the key, of inner pad and message, of outer pad and inner hash. */
      readonly hashedKey: Uint8Array;
      readonly innerHash: Uint8Array;
      readonly outerHash: Uint8Array;
      /** HMAC in one call. */
      readonly mac: Uint8Array;
    };

/** Names of Web Cryptography; null: not part of it. */
const ALGORITHMS: Readonly<Record<DigestName, string | null>> = {
  sha256: "SHA-256",
  sha512: "SHA-512",
  sha1: "SHA-1",
  md5: null,
};

/** Asks `subtle`, which pages have in a secure context only, for every digest of `steps` and for the MAC. */
export async function askPlatform(
  subtle: SubtleCrypto | undefined,
  steps: HmacSteps,
): Promise<PlatformAnswer> {
  const hash = ALGORITHMS[steps.digest];
  if (hash === null) return { state: "lacking", why: "md5" };
  if (subtle === undefined) return { state: "lacking", why: "insecure" };
  const digest = async (...parts: readonly Uint8Array[]) =>
    new Uint8Array(await subtle.digest(hash, concat(parts)));
  try {
    return {
      state: "computed",
      hashedKey: await digest(steps.key),
      innerHash: await digest(steps.innerPad, steps.message),
      outerHash: await digest(steps.outerPad, steps.innerHash),
      mac: await hmac(subtle, hash, steps),
    };
  } catch {
    // An empty key, which RFC 2104 allows, is one that browsers do not take.
    return { state: "lacking", why: "refused" };
  }
}

async function hmac(subtle: SubtleCrypto, hash: string, { key, message }: HmacSteps): Promise<Uint8Array> {
  const algorithm = { name: "HMAC", hash };
  const imported = await subtle.importKey("raw", concat([key]), algorithm, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", imported, concat([message])));
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}
