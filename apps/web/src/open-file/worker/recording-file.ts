import { RecordingError, type RecoveredRecording, recoverRecording } from "@wirestage/recording";
import { OpenError } from "../problem.ts";
import { filePieces, type OnProgress } from "./file-pieces.ts";

/** A recording tells what it is in its first blocks. */
const PROBE_BYTES = 1_048_576;
/** A lab's trace is far smaller; all of it is held at once. */
const MOST_RECORDING_BYTES = 256 * 1_048_576;

/** Whether the first bytes of a file hold events of ours. @throws OpenError where a newer Wirestage wrote them */
export async function isRecording(file: Blob): Promise<boolean> {
  const probe = await gathered(file, PROBE_BYTES, () => {});
  try {
    recoverRecording(probe);
    return true;
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    if (error.code === "recording_too_new") throw tooNew(error);
    return false;
  }
}

/**
 * A whole recording, or one up to where it was cut; null where it is damaged so that only its packets can be shown.
 * @throws OpenError
 */
export async function readRecordingFile(
  file: Blob,
  onProgress: OnProgress,
): Promise<RecoveredRecording | null> {
  const bytes = await gathered(file, MOST_RECORDING_BYTES + 1, onProgress);
  if (bytes.length > MOST_RECORDING_BYTES) {
    throw new OpenError("too_large", { most: MOST_RECORDING_BYTES / 1_048_576 });
  }
  try {
    return recoverRecording(bytes);
  } catch (error) {
    if (!(error instanceof RecordingError)) throw error;
    if (error.code === "recording_too_new") throw tooNew(error);
    return null;
  }
}

function tooNew({ facts }: RecordingError): OpenError {
  return new OpenError("recording_too_new", { application: String(facts["application"] || "Wirestage") });
}

/** The first `most` bytes of a file, unpacked. */
async function gathered(file: Blob, most: number, onProgress: OnProgress): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const piece of filePieces(file, onProgress)) {
    const part = new Uint8Array(piece.subarray(0, most - length));
    pieces.push(part);
    length += part.length;
    if (length >= most) break;
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}
