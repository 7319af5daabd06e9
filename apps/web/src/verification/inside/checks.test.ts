import { type DigestName, hmacSteps } from "@wirestage/hmac";
import { describe, expect, it } from "vitest";
import { type CheckInput, checksOf } from "./checks.ts";
import { askPlatform } from "./platform.ts";
import { stagesOf } from "./stages.ts";

const { subtle } = globalThis.crypto;
const NONCE = Uint8Array.from({ length: 32 }, (_, index) => index);

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A login whose secret and MAC were seen, asked of the platform. */
async function inputOf(digest: DigestName, secret: string, platform?: SubtleCrypto): Promise<CheckInput> {
  const steps = hmacSteps(digest, utf8(secret), NONCE);
  return {
    steps,
    platform: await askPlatform(platform, steps),
    mac: steps.mac,
    secretBytes: utf8(secret),
    typed: false,
  };
}

/** The verdicts of every step. */
function verdictsOf(input: CheckInput): Record<string, string[]> {
  return Object.fromEntries(
    stagesOf(input.steps).map(({ id }) => [
      id,
      checksOf(id, input).map(({ claim, verdict }) => `${claim} ${verdict}`),
    ]),
  );
}

describe("the checks of each step", () => {
  it.each(["sha256", "sha512", "sha1"] as const)(
    "%s in a secure context: the platform's own digest and HMAC agree in every step",
    async (digest) => {
      expect(verdictsOf(await inputOf(digest, "open sesame", subtle))).toEqual({
        key: ["utf8 right"],
        paddedKey: ["keyThenZeros right"],
        innerPad: ["innerXorBack right"],
        innerHash: ["platformDigest right"],
        outerPad: ["outerXorBack right"],
        mac: ["platformDigest right", "platformHmac right", "program right"],
      });
    },
  );

  it("a key longer than a block: the digest of it is checked as well", async () => {
    const verdicts = verdictsOf(await inputOf("sha256", "long".repeat(40), subtle));
    expect(verdicts["hashedKey"]).toEqual(["platformDigest right"]);
    expect(verdicts["mac"]).toContain("platformHmac right");
  });

  it("MD5: the platform is said not to have it, and the program's MAC is still compared", async () => {
    const verdicts = verdictsOf(await inputOf("md5", "open sesame", subtle));
    expect(verdicts["mac"]).toEqual(["platformHmac md5", "program right"]);
  });

  it("a page on plain HTTP: the platform computes nothing for it", async () => {
    const verdicts = verdictsOf(await inputOf("sha256", "open sesame"));
    expect(verdicts["innerHash"]).toEqual(["platformDigest insecure"]);
  });

  it("an empty key: the platform refuses it, nothing is claimed", async () => {
    const verdicts = verdictsOf(await inputOf("sha256", "", subtle));
    expect(verdicts["mac"]).toContain("platformHmac refused");
  });

  it("steps with one wrong bit: the checks that see it say so", async () => {
    const input = await inputOf("sha256", "open sesame", subtle);
    const wrong = (bytes: Uint8Array) => bytes.map((byte, index) => (index === 0 ? byte ^ 1 : byte));
    const { innerHash, innerPad, mac } = input.steps;
    const steps = {
      ...input.steps,
      innerHash: wrong(innerHash),
      innerPad: wrong(innerPad),
      mac: wrong(mac),
    };
    expect(verdictsOf({ ...input, steps })).toMatchObject({
      innerPad: ["innerXorBack wrong"],
      innerHash: ["platformDigest wrong"],
      mac: ["platformDigest wrong", "platformHmac wrong", "program wrong"],
    });
  });

  it("the program's MAC was not seen: that is what is said of it", async () => {
    const input = await inputOf("sha256", "open sesame", subtle);
    expect(verdictsOf({ ...input, mac: null })["mac"]).toContain("program notSeen");
  });

  it("a secret that somebody typed: whether it is the program's is what is asked", async () => {
    const { mac } = await inputOf("sha256", "open sesame", subtle);
    const typed = { ...(await inputOf("sha256", "open sesam", subtle)), mac, typed: true };
    expect(verdictsOf(typed)["mac"]).toContain("secret wrong");
  });
});
