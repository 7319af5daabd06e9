import type { ErrorBody, KeptRecording } from "@wirestage/protocol";
import { RecordingError, recoverRecording } from "@wirestage/recording";
import { openTrace } from "../session/opened-trace.ts";
import { askRecording, recordingFilePath } from "./recordings-api.ts";

/** Why a recording cannot be shown; `refused` with null: nobody answered. */
export type KeptProblem =
  | { readonly kind: "refused"; readonly error: ErrorBody | null }
  | { readonly kind: "unreadable" | "tooNew" };

/** Where on the page a recording is shown. */
function keptAddress(id: string): string {
  return `/recording/${id}`;
}

function problemOf(error: unknown): KeptProblem {
  if (!(error instanceof RecordingError)) return { kind: "refused", error: null };
  return { kind: error.code === "recording_too_new" ? "tooNew" : "unreadable" };
}

async function fileOf(id: string): Promise<Uint8Array> {
  const response = await fetch(recordingFilePath(id));
  if (!response.ok) throw new Error(`recording: HTTP status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Fetches a recording that the server keeps and shows it; answers why that cannot be, or null. */
export async function openKept(
  id: string,
  titleOf: (recording: KeptRecording) => string,
): Promise<KeptProblem | null> {
  const answer = await askRecording(id);
  if (!answer.ok) return { kind: "refused", error: answer.error };
  const recording = answer.value;
  try {
    const { events, frames } = recoverRecording(await fileOf(id));
    const wholeFrame = async (frame: number) => {
      const bytes = frames(frame);
      if (bytes === null) throw new Error(`The recording holds no frame ${frame}`);
      return bytes;
    };
    const remarks = recording.state === "cut" ? [{ kind: "cut" } as const] : [];
    const trace = {
      title: titleOf(recording),
      source: { kind: "kept", id } as const,
      events,
      wholeFrame,
      remarks,
    };
    await openTrace(trace, keptAddress(id));
    return null;
  } catch (error) {
    return problemOf(error);
  }
}
