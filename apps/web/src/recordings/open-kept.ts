import type { ErrorBody, KeptRecording } from "@wirestage/protocol";
import { OpenError } from "../open-file/problem.ts";
import { openTrace } from "../session/opened-trace.ts";
import { type ReadInWorker, readInWorker } from "./read-in-worker.ts";
import { askRecording, recordingFilePath } from "./recordings-api.ts";

/** Why a recording cannot be shown; `refused` with null: nobody answered. */
export type KeptProblem =
  | { readonly kind: "refused"; readonly error: ErrorBody | null }
  | { readonly kind: "unreadable" | "tooNew" | "failed" };

/** The recording that is shown: its bytes may still be asked for. */
let shown: ReadInWorker | null = null;

/** Where on the page a recording is shown. */
function keptAddress(id: string): string {
  return `/recording/${id}`;
}

function problemOf(error: unknown): KeptProblem {
  if (!(error instanceof OpenError)) return { kind: "refused", error: null };
  switch (error.problem.code) {
    case "recording_too_new":
      return { kind: "tooNew" };
    case "failed":
    case "unreadable":
    case "too_large":
      return { kind: "failed" };
    default:
      return { kind: "unreadable" };
  }
}

async function fileOf(id: string): Promise<File> {
  const response = await fetch(recordingFilePath(id));
  if (!response.ok) throw new Error(`recording: HTTP status ${response.status}`);
  return new File([await response.blob()], `wirestage-${id}.pcapng`);
}

async function show(recording: KeptRecording, title: string): Promise<void> {
  const { id, state } = recording;
  const read = await readInWorker(await fileOf(id));
  shown?.close();
  shown = read;
  // Of a lab that still runs more is to come: nothing breaks off.
  const remarks = state === "running" ? [] : read.remarks;
  const { events, wholeFrame } = read;
  await openTrace({ title, source: { kind: "kept", id }, events, wholeFrame, remarks }, keptAddress(id));
}

/** Fetches a recording that the server keeps and shows it; answers why that cannot be, or null. */
export async function openKept(
  id: string,
  titleOf: (recording: KeptRecording) => string,
): Promise<KeptProblem | null> {
  const answer = await askRecording(id);
  if (!answer.ok) return { kind: "refused", error: answer.error };
  try {
    await show(answer.value, titleOf(answer.value));
    return null;
  } catch (error) {
    return problemOf(error);
  }
}
