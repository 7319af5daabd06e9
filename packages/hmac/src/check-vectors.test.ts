import { describe, expect, it } from "vitest";
import { checkVectors } from "./check-vectors.ts";
import { DIGEST_NAMES, DIGEST_SIZES } from "./digest.ts";
import { VECTORS } from "./vectors.ts";

describe("the test cases of RFC 2202 and RFC 4231", () => {
  it.each(DIGEST_NAMES)("%s: all seven are right", (digest) => {
    const wrong = checkVectors(digest).filter(({ right }) => !right);
    expect(wrong.map(({ vector }) => vector.source)).toEqual([]);
    expect(checkVectors(digest)).toHaveLength(7);
  });

  it.each(DIGEST_NAMES)("%s: a MAC of which the last bit differs is not right", (digest) => {
    const changed = VECTORS[digest].map((vector) => ({
      ...vector,
      mac: vector.mac.map((byte, index) => (index === vector.mac.length - 1 ? byte ^ 1 : byte)),
    }));
    expect(checkVectors(digest, changed).map(({ right }) => right)).toEqual(Array(7).fill(false));
  });

  it.each(DIGEST_NAMES)("%s: the whole MAC is computed, also where the RFC prints a part", (digest) => {
    for (const { mac } of checkVectors(digest)) expect(mac).toHaveLength(DIGEST_SIZES[digest]);
  });

  it.each(["sha256", "sha512"] as const)(
    "%s: of the case with truncation the RFC prints 128 bits, of the others the whole MAC",
    (digest) => {
      const truncated = VECTORS[digest].filter((vector) => vector.truncated);
      expect(truncated.map(({ source, mac }) => [source, mac.length])).toEqual([["RFC 4231 §4.6", 16]]);
    },
  );

  it.each(["sha1", "md5"] as const)("%s: RFC 2202 prints every MAC whole", (digest) => {
    expect(VECTORS[digest].every(({ truncated }) => !truncated)).toBe(true);
  });

  it.each(DIGEST_NAMES)("%s: two cases have a key longer than a block", (digest) => {
    const long = VECTORS[digest].filter(({ key }) => key.length > 64);
    expect(long).toHaveLength(2);
  });
});
