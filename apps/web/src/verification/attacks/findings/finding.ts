import type { Verification } from "../../story.ts";
import type { en } from "../messages.ts";
import type { Evidence, Facts } from "../trial.ts";

/** The name of a text, whatever count it is told with. */
type Counted<K extends string> = K extends `${infer Name}_${"one" | "other"}` ? Name : K;

/** One thing that the trace shows, and where. Facts that are lengths of time are named `…Ns`. */
export interface Finding {
  readonly key: Counted<keyof typeof en.finding>;
  readonly facts: Facts;
  readonly evidence: readonly Evidence[];
}

/**
 * What came of an attack. `denied`: the attacker did not get in, but kept others waiting, as it wanted. `nobody`: the attacker gained nothing, and the honest client was kept out as well. `rightIn`:
 * nobody attacked, and who knows the secret was let in.
 */
export interface Outcome {
  readonly is: "open" | "failed" | "succeeded" | "denied" | "nobody" | "rightIn";
  /** The verification whose verdict decided it, for its reason. */
  readonly story: Verification | null;
  readonly findings: readonly Finding[];
}

export const UNDECIDED: Outcome = { is: "open", story: null, findings: [] };

export function finding(key: Finding["key"], facts: Facts = {}, evidence: readonly Evidence[] = []): Finding {
  return { key, facts, evidence };
}
