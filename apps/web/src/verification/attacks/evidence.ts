import type { Evidence } from "./trial.ts";

export function frameEvidence(frame: number): Evidence {
  return { kind: "frame", frame };
}

export function callEvidence(call: number): Evidence {
  return { kind: "call", call };
}

/** What of these is there. */
export function allOf(...evidence: readonly (Evidence | null)[]): readonly Evidence[] {
  return evidence.filter((each) => each !== null);
}
