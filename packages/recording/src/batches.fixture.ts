import type { TraceEvent } from "@wirestage/trace";
import { OngoingRecording } from "./ongoing-recording.ts";
import type { RecordingOptions } from "./write-recording.ts";

/** The file as it stood after some batch: its length, and how many events it was given by then. */
interface Moment {
  readonly length: number;
  readonly events: number;
}

/** Writes events in batches of these sizes, one size after another and from the first again. */
export function written(events: readonly TraceEvent[], sizes: readonly number[], options: RecordingOptions) {
  const recording = new OngoingRecording(options);
  const moments: Moment[] = [];
  let file = new Uint8Array(0);
  const keep = (part: Uint8Array) => {
    const longer = new Uint8Array(file.length + part.length);
    longer.set(file);
    longer.set(part, file.length);
    file = longer;
    moments.push({ length: file.length, events: recording.events });
  };
  for (let at = 0, turn = 0; at < events.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    for (const event of events.slice(at, at + size)) recording.add(event);
    keep(recording.takeBytes());
    at += size;
  }
  keep(recording.finish());
  return { file, moments };
}
