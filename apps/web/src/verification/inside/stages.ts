import type { HmacSteps } from "@wirestage/hmac";
import { INNER_PAD, OUTER_PAD } from "@wirestage/hmac";

/** What a byte is; it keeps the colour of this from step to step. */
export type ByteRole =
  | "key"
  | "hashedKey"
  | "zeros"
  | "innerPad"
  | "message"
  | "innerHash"
  | "outerPad"
  | "mac";

/** Bytes of one role, in their place among others. */
export interface Part {
  readonly role: ByteRole;
  readonly bytes: Uint8Array;
}

export type StageId = "key" | "hashedKey" | "paddedKey" | "innerPad" | "innerHash" | "outerPad" | "mac";

type Operation =
  | { readonly kind: "encode" }
  | { readonly kind: "hash" }
  | { readonly kind: "pad"; readonly zeros: number }
  /** Every byte is xor-ed with `pad`; `from` and `to` are the first byte before and after. */
  | { readonly kind: "xor"; readonly pad: number; readonly from: number; readonly to: number };

/** One step of RFC 2104 §2: what goes in, what is done with it, what comes out. */
export interface Stage {
  readonly id: StageId;
  readonly input: readonly Part[];
  readonly operation: Operation;
  readonly output: readonly Part[];
}

/** The steps in their order; `hashedKey` only where the key is longer than a block. */
export function stagesOf(steps: HmacSteps): readonly Stage[] {
  const { hashedKey, paddedKey, innerPad, innerHash, outerPad } = steps;
  const key: Part = { role: "key", bytes: steps.key };
  const used: Part = hashedKey === null ? key : { role: "hashedKey", bytes: hashedKey };
  const zeros: Part = { role: "zeros", bytes: paddedKey.subarray(used.bytes.length) };
  const padded = zeros.bytes.length === 0 ? [used] : [used, zeros];
  const inner: Part = { role: "innerPad", bytes: innerPad };
  const hash: Part = { role: "innerHash", bytes: innerHash };
  const outer: Part = { role: "outerPad", bytes: outerPad };
  const mac: Part = { role: "mac", bytes: steps.mac };
  const message: Part = { role: "message", bytes: steps.message };
  const hashing: Operation = { kind: "hash" };
  return [
    { id: "key", input: [], operation: { kind: "encode" }, output: [key] },
    ...(hashedKey === null
      ? []
      : [{ id: "hashedKey", input: [key], operation: hashing, output: [used] } as const]),
    {
      id: "paddedKey",
      input: [used],
      operation: { kind: "pad", zeros: zeros.bytes.length },
      output: padded,
    },
    { id: "innerPad", input: padded, operation: xor(INNER_PAD, paddedKey, innerPad), output: [inner] },
    { id: "innerHash", input: [inner, message], operation: hashing, output: [hash] },
    { id: "outerPad", input: padded, operation: xor(OUTER_PAD, paddedKey, outerPad), output: [outer] },
    { id: "mac", input: [outer, hash], operation: hashing, output: [mac] },
  ];
}

function xor(pad: number, before: Uint8Array, after: Uint8Array): Operation {
  return { kind: "xor", pad, from: before[0] ?? 0, to: after[0] ?? 0 };
}
