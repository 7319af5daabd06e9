import type { DigestName } from "./digest.ts";

/** A test case of an RFC. */
export interface HmacVector {
  /** Where it stands: `RFC 4231 §4.2`. */
  readonly source: string;
  readonly key: Uint8Array;
  readonly message: Uint8Array;
  /** As much of the MAC as the RFC prints. */
  readonly mac: Uint8Array;
  /** True where that is only the beginning of the MAC: the RFC shows what cutting it short gives. */
  readonly truncated: boolean;
}

interface Question {
  readonly section: string;
  readonly key: Uint8Array;
  readonly message: Uint8Array;
}

/** RFC 4231 §4: the same seven questions to every digest of the SHA-2 family. */
const RFC_4231: readonly Question[] = [
  { section: "§4.2", key: repeated(0x0b, 20), message: ascii("Hi There") },
  { section: "§4.3", key: ascii("Jefe"), message: ascii("what do ya want for nothing?") },
  { section: "§4.4", key: repeated(0xaa, 20), message: repeated(0xdd, 50) },
  { section: "§4.5", key: counting(25), message: repeated(0xcd, 50) },
  { section: "§4.6", key: repeated(0x0c, 20), message: ascii("Test With Truncation") },
  {
    section: "§4.7",
    key: repeated(0xaa, 131),
    message: ascii("Test Using Larger Than Block-Size Key - Hash Key First"),
  },
  {
    section: "§4.8",
    key: repeated(0xaa, 131),
    message: ascii(
      "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.",
    ),
  },
];

/**
 * RFC 2202 §2 (MD5) and §3 (SHA-1): keys of cases 1, 3 and 5 are as long as the digest. Of case 5 it prints the whole
 * MAC, and its first 96 bits once more.
 */
function rfc2202(section: string, digestSize: number): readonly Question[] {
  return [
    { key: repeated(0x0b, digestSize), message: ascii("Hi There") },
    { key: ascii("Jefe"), message: ascii("what do ya want for nothing?") },
    { key: repeated(0xaa, digestSize), message: repeated(0xdd, 50) },
    { key: counting(25), message: repeated(0xcd, 50) },
    { key: repeated(0x0c, digestSize), message: ascii("Test With Truncation") },
    {
      key: repeated(0xaa, 80),
      message: ascii("Test Using Larger Than Block-Size Key - Hash Key First"),
    },
    {
      key: repeated(0xaa, 80),
      message: ascii("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data"),
    },
  ].map((question, index) => ({ section: `${section}, case ${index + 1}`, ...question }));
}

const SHA256_MACS = [
  "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
  "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe",
  "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b",
  "a3b6167473100ee06e0c796c2955552b",
  "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
  "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
];

const SHA512_MACS = [
  "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
  "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
  "fa73b0089d56a284efb0f0756c890be9b1b5dbdd8ee81a3655f83e33b2279d39bf3e848279a722c806b485a47e67c807b946a337bee8942674278859e13292fb",
  "b0ba465637458c6990e5a8c5f61d4af7e576d97ff94b872de76f8050361ee3dba91ca5c11aa25eb4d679275cc5788063a5f19741120c4f2de2adebeb10a298dd",
  "415fad6271580a531d4179bc891d87a6",
  "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
  "e37b6a775dc87dbaa4dfa9f96e5e3ffddebd71f8867289865df5a32d20cdc944b6022cac3c4982b10d5eeb55c3e4de15134676fb6de0446065c97440fa8c6a58",
];

const SHA1_MACS = [
  "b617318655057264e28bc0b6fb378c8ef146be00",
  "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
  "125d7342b9ac11cd91a39af48aa17b4f63f175d3",
  "4c9007f4026250c6bc8414f9bf50c86c2d7235da",
  "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04",
  "aa4ae5e15272d00e95705637ce8a3b55ed402112",
  "e8e99d0f45237d786d6bbaa7965c7808bbff1a91",
];

const MD5_MACS = [
  "9294727a3638bb1c13f48ef8158bfc9d",
  "750c783e6ab0b503eaa86e310a5db738",
  "56be34521d144c88dbb8c733f0e8b3f6",
  "697eaf0aca3a3aea3a75164746ffaa79",
  "56461ef2342edc00f9bab995690efd4c",
  "6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd",
  "6f630fad67cda0ee1fb1f562db3aa53e",
];

/** Every test case of RFC 4231 (SHA-2) and RFC 2202 (SHA-1, MD5), in the order in which they stand there. */
export const VECTORS: Readonly<Record<DigestName, readonly HmacVector[]>> = {
  sha256: answered("RFC 4231", RFC_4231, SHA256_MACS, 32),
  sha512: answered("RFC 4231", RFC_4231, SHA512_MACS, 64),
  sha1: answered("RFC 2202", rfc2202("§3", 20), SHA1_MACS, 20),
  md5: answered("RFC 2202", rfc2202("§2", 16), MD5_MACS, 16),
};

function answered(
  rfc: string,
  questions: readonly Question[],
  macs: readonly string[],
  digestSize: number,
): readonly HmacVector[] {
  return questions.map(({ section, key, message }, index) => {
    const mac = hex(macs[index] ?? "");
    return { source: `${rfc} ${section}`, key, message, mac, truncated: mac.length < digestSize };
  });
}

function hex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function repeated(byte: number, times: number): Uint8Array {
  return new Uint8Array(times).fill(byte);
}

/** 1, 2, 3 and so on. */
function counting(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => index + 1);
}
