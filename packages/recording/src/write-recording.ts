import { bytesOfBase64, type FrameOrigin, isFrameOrigin, type TraceEvent } from "@wirestage/trace";
import { BlockWriter } from "./block-writer.ts";
import { frameComments } from "./comment.ts";
import { notRecordable } from "./error.ts";
import { TraceStory } from "./frame-story.ts";
import { lineOfEnd, lineOfOrigin } from "./stored-event.ts";
import { type Taken, TraceIntake } from "./trace-intake.ts";

export interface RecordingOptions {
  /** Name and version of the program that records, as "Wirestage 0.1.0". */
  readonly application: string;
  /** Whole bytes that a frame began with, or null where they are gone; without it a packet has what its event has. */
  readonly frames?: (frame: number) => Uint8Array | null;
  /** Whether the file holds the secrets that programs were given (`withoutSecrets`); not unless said so. */
  readonly secrets?: "kept" | "withheld";
}

/** An event, ready to be written; the origin of a frame keeps its own line until its packet is there. */
type Item =
  | { readonly is: "line"; readonly t: number; readonly line: string }
  | { readonly is: "origin"; readonly origin: FrameOrigin };

/**
 * One pcapng file that Wireshark opens and `readRecording` turns back into these events, without secrets unless they are kept.
 * @param events the whole trace from `lab.opened` on; an event given as a string is its JSON
 * @throws RecordingError `trace_not_recordable` where events are malformed, missing or out of order
 */
export function writeRecording(
  events: Iterable<TraceEvent | string>,
  options: RecordingOptions,
): Uint8Array<ArrayBuffer> {
  const intake = new TraceIntake(options.secrets ?? "withheld");
  const story = new TraceStory();
  const items: Item[] = [];
  let blocks: BlockWriter | null = null;
  for (const given of events) {
    const taken = intake.take(given);
    if (taken.event.kind === "lab.opened") blocks = new BlockWriter(taken.event, options.application);
    story.add(taken.event);
    items.push(itemOf(taken));
  }
  if (blocks === null) throw notRecordable("it has no events", {});
  const writer = new WholeWriter(blocks, story, options);
  for (const item of items) writer.add(item);
  return writer.finish(items.length);
}

function itemOf({ event, json }: Taken): Item {
  if (isFrameOrigin(event)) return { is: "origin", origin: event };
  return { is: "line", t: event.t, line: json ?? JSON.stringify(event) };
}

/** Writes a trace of which everything is known. */
class WholeWriter {
  readonly #blocks: BlockWriter;
  readonly #story: TraceStory;
  readonly #options: RecordingOptions;
  #t = 0;
  /** The last packet waits for the events after it: Wireshark keeps a packet's options when it saves a file. */
  #last: { readonly origin: FrameOrigin; readonly data: Uint8Array } | null = null;

  constructor(blocks: BlockWriter, story: TraceStory, options: RecordingOptions) {
    this.#blocks = blocks;
    this.#story = story;
    this.#options = options;
  }

  add(item: Item): void {
    if (this.#blocks.isFull) this.#writeBlock();
    if (item.is === "line") {
      this.#t = item.t;
      this.#blocks.addLine(item.line);
    } else {
      this.#t = item.origin.t;
      this.#addOrigin(item.origin);
    }
  }

  finish(events: number): Uint8Array<ArrayBuffer> {
    this.#blocks.addLine(lineOfEnd(events));
    this.#writeBlock();
    return this.#blocks.takeBytes();
  }

  #addOrigin(origin: FrameOrigin): void {
    const data = this.#options.frames?.(origin.frame) ?? bytesOfBase64(origin.bytes);
    this.#blocks.addLine(lineOfOrigin(origin, data));
    this.#last = { origin, data };
    if (origin.frame < this.#story.frames.size) this.#writeBlock();
  }

  #writeBlock(): void {
    if (this.#last === null) {
      this.#blocks.writeText(this.#t);
      return;
    }
    const { origin, data } = this.#last;
    const story = this.#story.frames.get(origin.frame) ?? { origin, fates: [], repeats: [] };
    this.#blocks.writePacket({ origin, data, comments: frameComments(story, this.#story.names) });
    this.#last = null;
  }
}
