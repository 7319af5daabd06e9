import { damaged } from "./error.ts";
import { recoverRecording } from "./read-recording.ts";
import { writeRecording } from "./write-recording.ts";

/**
 * A recording that `OngoingRecording` finished, written anew: now packets say what became of their frames.
 * @param application as in `RecordingOptions`
 * @throws RecordingError where it cannot be read or is not whole: written anew it would look as if it were
 */
export function rewriteRecording(bytes: Uint8Array, application: string): Uint8Array<ArrayBuffer> {
  const { events, frames, whole } = recoverRecording(bytes);
  if (!whole) throw damaged("it was cut off", { events: events.length });
  return writeRecording(events, { application, frames, secrets: "kept" });
}
