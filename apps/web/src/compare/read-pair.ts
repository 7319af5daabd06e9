import type { ErrorBody } from "@wirestage/protocol";
import type { TraceLog } from "@wirestage/trace";
import { ORIGINAL, type Original } from "../again/originals.ts";
import type { ApiAnswer } from "../session/api.ts";
import type { NamedRun } from "./compared-pair.ts";

/** Where runs come from: labs on the server, and what this page still holds of what a lab was opened after. */
export interface RunSources {
  /** @throws TraceError where the events do not follow one another */
  readonly fetchLog: (lab: string) => Promise<ApiAnswer<TraceLog>>;
  readonly originalOf: (lab: string) => Original | null;
}

/** `gone`: a run can no longer be read by anybody. `failed`: the server said why, or, with null, nobody answered. */
export type ReadPair =
  | { readonly is: "read"; readonly left: NamedRun; readonly right: NamedRun }
  | { readonly is: "gone" }
  | { readonly is: "failed"; readonly error: ErrorBody | null };

const BROKEN: ErrorBody = {
  code: "internal",
  message: "The trace of a run is broken. Open the lab again.",
  facts: { where: "trace" },
};

function problemOf(error: ErrorBody | null): ReadPair {
  return error?.code === "lab_not_found" ? { is: "gone" } : { is: "failed", error };
}

async function readLeft(
  lab: string,
  right: string,
  sources: RunSources,
): Promise<ApiAnswer<TraceLog> | null> {
  const kept = sources.originalOf(right);
  const held = kept && (lab === ORIGINAL || kept.title === lab) ? kept.log : null;
  if (lab === ORIGINAL) return held && { ok: true, value: held };
  const read = await sources.fetchLog(lab);
  return read.ok || held === null ? read : { ok: true, value: held };
}

/** Both runs of `/compare/:left/:right` as they are now. */
export async function readPair(left: string, right: string, sources: RunSources): Promise<ReadPair> {
  try {
    const [before, after] = await Promise.all([readLeft(left, right, sources), sources.fetchLog(right)]);
    if (before === null) return { is: "gone" };
    if (!before.ok) return problemOf(before.error);
    if (!after.ok) return problemOf(after.error);
    return { is: "read", left: { lab: left, log: before.value }, right: { lab: right, log: after.value } };
  } catch {
    return { is: "failed", error: BROKEN };
  }
}
