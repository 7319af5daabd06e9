import type { RunName } from "@wirestage/protocol";
import type { en } from "./messages.ts";
import type { TrialName } from "./trial.ts";

type CardName = keyof typeof en.card;

/** An attack: what can be tried of it, in this order, and the pair whose server has the fault that it lives on. */
export interface Card {
  readonly name: CardName;
  readonly trials: readonly TrialName[];
  readonly faulty: RunName | null;
}

/** In the order in which they are learnt. Comparing by `==` is not tried but measured. */
export const CARDS: readonly Card[] = [
  { name: "wrongSecret", trials: ["wrongSecret"], faulty: null },
  { name: "silent", trials: ["silent"], faulty: null },
  { name: "replay", trials: ["replay"], faulty: null },
  { name: "nonceReused", trials: ["nonceReused"], faulty: "tcp-hmac-nonce-reused" },
  { name: "altered", trials: ["altered", "checksumLeft"], faulty: null },
  { name: "middle", trials: ["middle"], faulty: null },
  { name: "spoofed", trials: ["spoofedWrong", "spoofedRight"], faulty: null },
  { name: "merged", trials: ["merged", "mergedCured"], faulty: "tcp-hmac-unframed" },
  { name: "comparison", trials: [], faulty: null },
];
