import type { TraceLog } from "@wirestage/trace";
import type { Session } from "../session/session.ts";

/** A run that another lab was opened after. */
export interface Original {
  /** The lab, or the recording's name. */
  readonly title: string;
  readonly isRecording: boolean;
  readonly log: TraceLog;
}

/** In the address of a comparison instead of a lab's id: what the other lab was opened after, as this page still holds it. */
export const ORIGINAL = "original";

/** As many are kept as a person may still want to go back to. */
const KEPT = 8;
const originals = new Map<string, Original>();

/** Keeps what `lab` was opened after until the page is left, also where it ends or was no lab. */
export function keepOriginal(lab: string, { log, opened, lab: own }: Session): void {
  originals.set(lab, { title: opened?.title ?? own, isRecording: opened !== null, log });
  const [oldest] = originals.keys();
  if (originals.size > KEPT && oldest !== undefined) originals.delete(oldest);
}

export function originalOf(lab: string): Original | null {
  return originals.get(lab) ?? null;
}
