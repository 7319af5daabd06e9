import type { ErrorBody, Language, RunParameters } from "@wirestage/protocol";
import type { Selection } from "../../session/session.ts";
import type { en } from "./messages.ts";

/** What can be tried, each a sequence of real commands in the lab. */
export type TrialName =
  | "wrongSecret"
  | "silent"
  | "replay"
  | "nonceReused"
  | "altered"
  | "checksumLeft"
  | "middle"
  | "spoofedWrong"
  | "spoofedRight"
  | "merged"
  | "mergedCured";

export type Facts = Readonly<Record<string, string | number>>;

/** A frame or call that shows what a sentence says. */
export type Evidence = Exclude<Selection, { kind: "socket" }>;

export interface TrialStep {
  readonly key: keyof typeof en.step;
  readonly facts: Facts;
  readonly evidence: readonly Evidence[];
}

/** How a trial stands. `surprised`: something else came than what its next step needs. */
export type TrialPhase =
  | { readonly is: "running" }
  | { readonly is: "done" }
  | { readonly is: "stopped" }
  | { readonly is: "refused"; readonly error: ErrorBody }
  | { readonly is: "surprised"; readonly by: keyof typeof en.surprise; readonly facts: Facts };

/** One trial of an attack in a lab. */
export interface TrialRun {
  readonly trial: TrialName;
  /** How many events the trace had when it began. */
  readonly since: number;
  /** The same when it was over; null while it runs. */
  readonly until: number | null;
  /** Done, but for the last one while it runs. */
  readonly steps: readonly TrialStep[];
  readonly phase: TrialPhase;
}

/** What a trial takes from the page. */
export interface TrialSetting {
  readonly language: Language;
  readonly clientLanguage: Language;
  /** The secret and digest that the learner has set, where that is so. */
  readonly parameters: Pick<RunParameters, "SECRET" | "DIGEST">;
  /** A random number of 32 bits. */
  readonly random: () => number;
}
