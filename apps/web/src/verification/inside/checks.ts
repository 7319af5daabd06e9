import { type HmacSteps, INNER_PAD, OUTER_PAD } from "@wirestage/hmac";
import { sameBytes } from "../computation.ts";
import type { PlatformAnswer, PlatformLack } from "./platform.ts";
import type { StageId } from "./stages.ts";

export type Verdict = "right" | "wrong" | "pending" | PlatformLack | "notSeen";

/** What a step says of itself, and whether that is so. */
export interface Check {
  readonly claim:
    | "utf8"
    | "platformDigest"
    | "keyThenZeros"
    | "innerXorBack"
    | "outerXorBack"
    | "platformHmac"
    | "program"
    /** Of a secret that somebody typed: whether it is the program's. */
    | "secret";
  readonly verdict: Verdict;
}

export interface CheckInput {
  readonly steps: HmacSteps;
  readonly platform: PlatformAnswer;
  /** What the program really got. */
  readonly mac: Uint8Array | null;
  /** UTF-8 of the secret as text, where that is known. */
  readonly secretBytes: Uint8Array | null;
  /** The key is what somebody typed, not what was seen. */
  readonly typed: boolean;
}

/** What can be checked of step `stage`, each by another way than the one that made it. */
export function checksOf(stage: StageId, input: CheckInput): readonly Check[] {
  const { steps, platform, mac, secretBytes } = input;
  switch (stage) {
    case "key":
      return secretBytes === null ? [] : [{ claim: "utf8", verdict: same(secretBytes, steps.key) }];
    case "hashedKey":
      return [{ claim: "platformDigest", verdict: byPlatform(platform, "hashedKey", steps.hashedKey) }];
    case "paddedKey":
      return [{ claim: "keyThenZeros", verdict: keyThenZeros(steps) }];
    case "innerPad":
      return [{ claim: "innerXorBack", verdict: xorBack(steps.innerPad, INNER_PAD, steps.paddedKey) }];
    case "innerHash":
      return [{ claim: "platformDigest", verdict: byPlatform(platform, "innerHash", steps.innerHash) }];
    case "outerPad":
      return [{ claim: "outerXorBack", verdict: xorBack(steps.outerPad, OUTER_PAD, steps.paddedKey) }];
    case "mac":
      return [
        // Where the platform cannot be asked, that is said once.
        ...(platform.state === "computed"
          ? [{ claim: "platformDigest", verdict: byPlatform(platform, "outerHash", steps.mac) } as const]
          : []),
        { claim: "platformHmac", verdict: byPlatform(platform, "mac", steps.mac) },
        {
          claim: input.typed ? "secret" : "program",
          verdict: mac === null ? "notSeen" : same(mac, steps.mac),
        },
      ];
    default:
      return stage satisfies never;
  }
}

type PlatformValue = "hashedKey" | "innerHash" | "outerHash" | "mac";

function byPlatform(platform: PlatformAnswer, value: PlatformValue, ours: Uint8Array | null): Verdict {
  switch (platform.state) {
    case "pending":
      return "pending";
    case "lacking":
      return platform.why;
    case "computed":
      return ours === null ? "notSeen" : same(platform[value], ours);
    default:
      return platform satisfies never;
  }
}

function keyThenZeros({ key, hashedKey, paddedKey, blockSize }: HmacSteps): Verdict {
  const used = hashedKey ?? key;
  const begins = sameBytes(paddedKey.subarray(0, used.length), used);
  const zeros = paddedKey.subarray(used.length).every((byte) => byte === 0);
  return begins && zeros && paddedKey.length === blockSize ? "right" : "wrong";
}

function xorBack(padded: Uint8Array, pad: number, before: Uint8Array): Verdict {
  return same(
    padded.map((byte) => byte ^ pad),
    before,
  );
}

function same(one: Uint8Array, other: Uint8Array): Verdict {
  return sameBytes(one, other) ? "right" : "wrong";
}
