import type { ErrorBody, KeptRecording } from "@wirestage/protocol";
import { OpenError } from "../open-file/problem.ts";
import { openTrace, useOpenedTrace } from "../session/opened-trace.ts";
import { type ReadInWorker, readInWorker } from "./read-in-worker.ts";
import { askRecording, recordingFilePath } from "./recordings-api.ts";

/** Why a recording cannot be shown; `refused` with null: nobody answered. */
export type KeptProblem =
  | { readonly kind: "refused"; readonly error: ErrorBody | null }
  | { readonly kind: "unreadable" | "tooNew" | "failed" };

/** The recording that is shown: its bytes may still be asked for. `isOver`: nothing has been written to it since. */
let shown: { readonly id: string; readonly isOver: boolean; readonly read: ReadInWorker } | null = null;

/** Where on the page a recording is shown. */
function keptAddress(id: string): string {
  return `/recording/${id}`;
}

/** The server did not answer, or not with the file. */
class FetchError extends Error {
  override readonly name = "FetchError";
}

function problemOf(error: unknown): KeptProblem {
  if (error instanceof FetchError) return { kind: "refused", error: null };
  // The log refuses events that do not follow one another: the recording is damaged.
  if (!(error instanceof OpenError)) return { kind: "unreadable" };
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

async function fileOf(id: string, signal: AbortSignal): Promise<File> {
  try {
    const response = await fetch(recordingFilePath(id), { signal });
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    return new File([await response.blob()], `wirestage-${id}.pcapng`);
  } catch (cause) {
    throw new FetchError("recording", { cause });
  }
}

/** Whether the recording that is open is this one as it is now. */
function isShown({ id, state }: KeptRecording, title: string): boolean {
  const { opened } = useOpenedTrace.getState();
  if (opened?.source.kind !== "kept" || opened.source.id !== id || opened.title !== title) return false;
  return state !== "running" && shown?.id === id && shown.isOver;
}

async function show(recording: KeptRecording, title: string, signal: AbortSignal): Promise<void> {
  const { id, state } = recording;
  const read = await readInWorker(await fileOf(id, signal));
  const isOver = state !== "running";
  // Of a lab that still runs more is to come: nothing breaks off.
  const remarks = isOver ? read.remarks : [];
  const { events, wholeFrame } = read;
  const source = { kind: "kept", id } as const;
  let isTaken = false;
  try {
    isTaken = await openTrace({ title, source, events, wholeFrame, remarks }, signal, keptAddress(id));
  } finally {
    const gone = isTaken ? shown?.read : read;
    gone?.close();
  }
  if (isTaken) shown = { id, isOver, read };
}

/** Fetches a recording that the server keeps and shows it, unless `signal` is aborted; answers why that cannot be, or null. */
export async function openKept(
  id: string,
  titleOf: (recording: KeptRecording) => string,
  signal: AbortSignal,
): Promise<KeptProblem | null> {
  const answer = await askRecording(id);
  if (!answer.ok) return { kind: "refused", error: answer.error };
  const title = titleOf(answer.value);
  if (signal.aborted || isShown(answer.value, title)) return null;
  try {
    await show(answer.value, title, signal);
    return null;
  } catch (error) {
    return problemOf(error);
  }
}
