import type { OpenLabInput, RunName } from "@wirestage/protocol";

/** What a learner may choose to see: a pair of programs, and what is typed for them. */
export const RUN_CHOICES = ["whole", "talk", "once"] as const;
export type RunChoice = (typeof RUN_CHOICES)[number];

interface Run {
  readonly run: RunName;
  /** Typed into the client as it asks; after that, or without it, the learner types. */
  readonly input: string[];
}

const RUNS: Readonly<Record<RunChoice, Run>> = {
  /** Made, used and closed without a key being touched, the client closing first. */
  whole: { run: "tcp-echo", input: ["hello", "exit"] },
  talk: { run: "tcp-echo", input: [] },
  once: { run: "tcp-echo-once", input: [] },
};

export const DEFAULT_RUN: RunChoice = "whole";

/** The choices that run the pair of programs called `name`, each with what is typed for it. */
export function runsOf(
  name: string,
): readonly { readonly choice: RunChoice; readonly input: readonly string[] }[] {
  return RUN_CHOICES.filter((choice) => RUNS[choice].run === name).map((choice) => ({
    choice,
    input: RUNS[choice].input,
  }));
}

/** Null where `text` names no choice. */
export function runChoice(text: string): RunChoice | null {
  return RUN_CHOICES.find((choice) => choice === text) ?? null;
}

/**
 * Slow enough that a person sees a frame fly and a line of code run. Six calls come before the SYN (four of the server,
 * two of the client), so that with this pace it is on the wire within two seconds of the press.
 */
const LATENCY_MS = 400;
const PACE_MS = 200;

/** The lab that Start opens; with `hold` every frame stops half-way. */
export function labRequest(choice: RunChoice, hold: boolean): OpenLabInput {
  return { ...RUNS[choice], latencyMs: LATENCY_MS, paceMs: PACE_MS, ...(hold && { hold }) };
}

/** The command that starts the choice in a lab that is open. */
export function runCommand(choice: RunChoice): { do: "run.start"; paceMs: number } & Run {
  return { do: "run.start", ...RUNS[choice], paceMs: PACE_MS };
}
