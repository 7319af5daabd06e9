import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import { createHash, createHmac } from "node:crypto";
import { env } from "node:process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BLOCK_SIZES, DIGEST_NAMES, DIGEST_SIZES } from "./digest.ts";
import { type HmacSteps, hmacSteps } from "./hmac-steps.ts";

const digest = fc.constantFrom(...DIGEST_NAMES);
/** Around the block sizes too, where a key begins to be hashed. */
const key = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(0, 63, 64, 65, 127, 128, 129).map((length) => new Uint8Array(length).fill(0xab)),
);
const message = fc.uint8Array({ maxLength: 400 });

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

describe("HMAC", () => {
  it("any digest, key and message: the MAC is that of Node's own implementation", () => {
    fc.assert(
      fc.property(digest, key, message, (name, secret, text) => {
        const expected = createHmac(name, secret).update(text).digest("hex");
        expect(hex(hmacSteps(name, secret, text).mac)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it("any digest, key and message: each step follows from the ones before", () => {
    fc.assert(fc.property(digest, key, message, (...asked) => expectToFollow(hmacSteps(...asked))));
  });

  it("a key one byte longer than a block is hashed first, one as long as a block is not", () => {
    for (const name of DIGEST_NAMES) {
      const block = new Uint8Array(BLOCK_SIZES[name]).fill(1);
      expect(hmacSteps(name, block, ascii("")).hashedKey).toBeNull();
      const longer = new Uint8Array(BLOCK_SIZES[name] + 1).fill(1);
      expect(hmacSteps(name, longer, ascii("")).hashedKey).toHaveLength(DIGEST_SIZES[name]);
    }
  });

  it("what was handed in may change afterwards, and the steps do not", () => {
    const secret = ascii("open sesame");
    const steps = hmacSteps("sha256", secret, secret);
    secret.fill(0);
    expect(hex(steps.key)).toBe(hex(ascii("open sesame")));
    expect(hex(steps.message)).toBe(hex(ascii("open sesame")));
  });
});

function expectToFollow(steps: HmacSteps): void {
  const { paddedKey, innerPad, outerPad, innerHash, blockSize } = steps;
  const hash = (...parts: readonly Uint8Array[]) =>
    createHash(steps.digest).update(Buffer.concat(parts)).digest("hex");
  const used = steps.hashedKey ?? steps.key;
  if (steps.hashedKey !== null) expect(hex(steps.hashedKey)).toBe(hash(steps.key));
  expect(hex(paddedKey)).toBe(hex(used).padEnd(2 * blockSize, "0"));
  expect([...innerPad].map((byte, index) => byte ^ (paddedKey[index] ?? 0))).toEqual(
    Array(blockSize).fill(0x36),
  );
  expect([...outerPad].map((byte, index) => byte ^ (paddedKey[index] ?? 0))).toEqual(
    Array(blockSize).fill(0x5c),
  );
  expect(hex(innerHash)).toBe(hash(innerPad, steps.message));
  expect(hex(steps.mac)).toBe(hash(outerPad, innerHash));
}

const { WIRESTAGE_PYTHON: python = "python3" } = env;
const missing = spawnSync(python, ["-c", "import sys; sys.exit(sys.version_info < (3, 8))"]).status !== 0;

/** A digest, a key and a message a line, the bytes as hex with a dot before; the MAC of each as hex. */
const SCRIPT = `
import hmac, sys
for line in sys.stdin:
    digest, key, message = line.split()
    print(hmac.digest(bytes.fromhex(key[1:]), bytes.fromhex(message[1:]), digest).hex())
`;

describe.skipIf(missing)("beside CPython's hmac", () => {
  it("200 digests, keys and messages: the same MACs", () => {
    const asked = fc.sample(fc.tuple(digest, key, message), 200);
    const lines = asked.map(([name, secret, text]) => `${name} .${hex(secret)} .${hex(text)}\n`);
    const run = spawnSync(python, ["-c", SCRIPT], { input: lines.join(""), encoding: "utf8" });
    expect(run.stderr).toBe("");
    expect(run.stdout.trimEnd().split("\n")).toEqual(asked.map((each) => hex(hmacSteps(...each).mac)));
  });
});
