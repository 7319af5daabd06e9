import { bytesOfBase64, type FrameOrigin, isFrameOrigin, type TraceEvent } from "@wirestage/trace";
import { BlockWriter } from "./block-writer.ts";
import { originComment } from "./comment.ts";
import { notRecordable } from "./error.ts";
import { TraceNames } from "./frame-story.ts";
import { lineOfEnd, lineOfOrigin } from "./stored-event.ts";
import { TraceIntake } from "./trace-intake.ts";
import type { RecordingOptions } from "./write-recording.ts";

/** A frame is sent soon after its call was entered; a name that is forgotten by then is left out of one comment. */
const NAMES_KEPT = 4_096;

/**
 * Writes a recording while its run goes on. What `takeBytes` gives, one after another, is a pcapng file at every moment:
 * whole blocks, which Wireshark's programs open and `recoverRecording` reads as far as they go. Packets say where their
 * frames came from and not what became of them, because that comes later; `rewriteRecording` adds it at the end. Keeps
 * no event: what it holds does not grow with the run.
 */
export class OngoingRecording {
  readonly #options: RecordingOptions;
  readonly #intake: TraceIntake;
  readonly #names = new TraceNames(NAMES_KEPT);
  #blocks: BlockWriter | null = null;
  #t = 0;

  constructor(options: RecordingOptions) {
    this.#options = options;
    this.#intake = new TraceIntake(options.secrets ?? "withheld");
  }

  /** How many events were taken so far. */
  get events(): number {
    return this.#intake.events;
  }

  /**
   * Takes the next event, or its JSON.
   * @returns the event as it goes into the file
   * @throws RecordingError `trace_not_recordable`; the file goes no further then
   */
  add(given: TraceEvent | string): TraceEvent {
    const { event, json } = this.#intake.take(given);
    this.#t = event.t;
    if (event.kind === "lab.opened") this.#blocks = new BlockWriter(event, this.#options.application);
    const blocks = this.#opened();
    if (blocks.isFull) blocks.writeText(event.t);
    this.#names.add(event);
    if (isFrameOrigin(event)) this.#addFrame(event, blocks);
    else blocks.addLine(json ?? JSON.stringify(event));
    return event;
  }

  /** Blocks with every event that was added since the last call; nothing is held back. */
  takeBytes(): Uint8Array<ArrayBuffer> {
    const blocks = this.#opened();
    if (blocks.hasLines) blocks.writeText(this.#t);
    return blocks.takeBytes();
  }

  /** The last blocks of a recording that is whole. Nothing may be added afterwards. */
  finish(): Uint8Array<ArrayBuffer> {
    this.#opened().addLine(lineOfEnd(this.#intake.events));
    return this.takeBytes();
  }

  #addFrame(origin: FrameOrigin, blocks: BlockWriter): void {
    const data = this.#options.frames?.(origin.frame) ?? bytesOfBase64(origin.bytes);
    blocks.addLine(lineOfOrigin(origin, data));
    blocks.writePacket({ origin, data, comments: [originComment(origin, this.#names)] });
  }

  #opened(): BlockWriter {
    if (this.#blocks === null) throw notRecordable("it has no events", {});
    return this.#blocks;
  }
}
