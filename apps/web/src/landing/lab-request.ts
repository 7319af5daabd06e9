import type { OpenLabInput } from "@wirestage/protocol";

/** It goes on until the learner ends it. */
export const DEFAULT_RUN = "tcp-echo";

export type RunChoice = NonNullable<OpenLabInput["run"]>;

/**
 * Slow enough that a person sees a frame fly and a line of code run. Six calls come before the SYN (four of the server,
 * two of the client), so that with this pace it is on the wire within two seconds of the press.
 */
const LATENCY_MS = 400;
export const PACE_MS = 200;

/** The lab that Start opens; with `hold` every frame stops half-way. */
export function labRequest(run: RunChoice, hold: boolean): OpenLabInput {
  return { run, latencyMs: LATENCY_MS, paceMs: PACE_MS, ...(hold && { hold }) };
}
