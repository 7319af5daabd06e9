import type { OpenLabInput } from "@wirestage/protocol";

export type RunChoice = NonNullable<OpenLabInput["run"]>;

/** Slow enough that a person sees a frame fly and a line of code run, fast enough not to wait. */
export const LATENCY_MS = 400;
export const PACE_MS = 500;

/** The lab that Start opens; with `hold` every frame stops half-way. */
export function labRequest(run: RunChoice, hold: boolean): OpenLabInput {
  return { run, latencyMs: LATENCY_MS, paceMs: PACE_MS, ...(hold && { hold }) };
}
