import { borrowBlocks, PcapngError } from "@wirestage/pcapng";
import type { TraceEvent } from "@wirestage/trace";
import { damaged, RecordingError } from "./error.ts";
import { RecordingReader } from "./recording-reader.ts";

/** A recording as far as its file goes. */
export interface RecoveredRecording {
  readonly events: TraceEvent[];
  /** Whether nothing is missing: false where the file was cut off, or its writer was. */
  readonly whole: boolean;
  /** Bytes that a frame began with, as many as the file has: a view of it. Null where it has none. */
  readonly frames: (frame: number) => Uint8Array | null;
}

/**
 * The events of a recording, exactly as `writeRecording` kept them: frames hold as many bytes as their
 * events did, whether or not the file has more.
 * @throws RecordingError and nothing else
 */
export function readRecording(bytes: Uint8Array): TraceEvent[] {
  const { reader, cut } = read(bytes);
  if (cut !== null) throw wrongBytes(cut);
  const { length } = reader.events;
  if (reader.isWhole()) return reader.events;
  throw damaged(`it ends after ${length} events, before the last one`, { events: length });
}

/**
 * The same of a file that may have been cut off anywhere, as by a crash: all events up to its last whole block.
 * @throws RecordingError where it holds no event, or is broken other than by an end that came too early
 */
export function recoverRecording(bytes: Uint8Array): RecoveredRecording {
  const { reader, cut } = read(bytes);
  const whole = reader.isWhole() && cut === null;
  return { events: reader.events, whole, frames: (frame) => reader.packet(frame) };
}

/** Reads up to the end of the file or to where it was cut off. */
function read(bytes: Uint8Array): { reader: RecordingReader; cut: PcapngError | null } {
  const reader = new RecordingReader();
  try {
    for (const block of borrowBlocks(bytes)) reader.take(block);
    return { reader, cut: null };
  } catch (error) {
    if (!(error instanceof PcapngError)) throw error;
    if (error.block === "block" && error.offset === 0) throw notPcapng(error);
    if (error.code !== "truncated") throw wrongBytes(error);
    return { reader, cut: error };
  }
}

function factsOf({ block, field, expected, found, offset }: PcapngError) {
  return { block, field, expected, found, offset };
}

function wrongBytes(error: PcapngError): RecordingError {
  return damaged(`its bytes are wrong from byte ${error.offset} on`, factsOf(error), error);
}

function notPcapng(error: PcapngError): RecordingError {
  const message = "This file is not a pcapng file. Choose a recording that was saved from Wirestage.";
  return new RecordingError("not_a_pcapng", factsOf(error), message, error);
}
