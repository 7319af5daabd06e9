import type { PcapngBlock, RawOption } from "@wirestage/pcapng";
import { isFrameOrigin, TRACE_VERSION, type TraceEvent } from "@wirestage/trace";
import { borrowChunk, RECORDING_VERSION } from "./chunk.ts";
import { damaged, RecordingError, tooNew } from "./error.ts";
import { type LineContext, parseLine } from "./stored-event.ts";
import { decodeUtf8 } from "./utf8.ts";

/** Takes a file block by block; blocks that are not ours are passed over, because other programs may add some. */
export class RecordingReader {
  readonly #events: TraceEvent[] = [];
  /** What the file has of each frame, from the first on: views of its bytes, null where no packet carried the frame. */
  readonly #packets: (Uint8Array | null)[] = [];
  #littleEndian = true;
  #application = "";
  #version = TRACE_VERSION;
  /** Whether anything of ours was seen, and whether its end was. */
  #progress: "nothing" | "open" | "ended" = "nothing";

  take(block: PcapngBlock): void {
    switch (block.kind) {
      case "section-header":
        this.#littleEndian = block.byteOrder === "little-endian";
        this.#application = block.userAppl ?? "";
        return;
      case "enhanced-packet":
        this.#takeOptions(block.otherOptions, block.data, block.offset);
        return;
      case "interface-statistics":
        this.#takeOptions(block.otherOptions, null, block.offset);
        return;
      case "unsupported-section":
      case "interface-description":
      case "simple-packet":
      case "name-resolution":
      case "custom":
      case "unknown":
        return;
      default:
        block satisfies never;
    }
  }

  get events(): TraceEvent[] {
    return this.#events;
  }

  /** Bytes that a frame began with, as many as its packet has: a view of the file. */
  packet(frame: number): Uint8Array | null {
    return this.#packets[frame - 1] ?? null;
  }

  /**
   * Whether the last line of a recording was read.
   * @throws RecordingError `not_a_wirestage_recording` where nothing of ours was
   */
  isWhole(): boolean {
    switch (this.#progress) {
      case "ended":
        return true;
      case "open":
        return false;
      case "nothing": {
        const message =
          "This pcapng file holds no Wirestage trace: it is a capture of another program, or was stripped by one. " +
          "Choose a recording that was saved from Wirestage.";
        const facts = { application: this.#application };
        throw new RecordingError("not_a_wirestage_recording", facts, message);
      }
      default:
        return this.#progress satisfies never;
    }
  }

  #takeOptions(options: readonly RawOption[], data: Uint8Array | null, offset: number): void {
    const contents = this.#contentsOf(options, offset);
    if (contents.length === 0) return;
    if (this.#progress === "nothing") this.#progress = "open";
    for (const line of linesOf(contents, offset)) {
      this.#takeLine(line, { data, application: this.#application, offset, version: this.#version });
    }
  }

  #contentsOf(options: readonly RawOption[], offset: number): Uint8Array[] {
    const contents: Uint8Array[] = [];
    for (const option of options) {
      const chunk = borrowChunk(option, this.#littleEndian);
      if (chunk === null) continue;
      const { version } = chunk;
      if (version > RECORDING_VERSION) throw tooNew("format", version, RECORDING_VERSION, this.#application);
      if (version < 1) throw damaged(`the block at byte ${offset} has version 0`, { offset });
      contents.push(chunk.content);
    }
    return contents;
  }

  #takeLine(text: string, context: LineContext): void {
    const line = parseLine(text, context);
    if (this.#progress === "ended") throw damaged("it goes on after its end", { offset: context.offset });
    if (line.is === "end") {
      this.#takeEnd(line.events);
      return;
    }
    this.#version = line.version;
    this.#takeEvent(line.event, context.data);
  }

  #takeEvent(event: TraceEvent, data: Uint8Array | null): void {
    const seq = this.#events.length;
    if (event.seq !== seq) throw damaged(`event ${seq} is missing`, { seq, found: event.seq });
    if ((event.kind === "lab.opened") !== (seq === 0)) {
      throw damaged("its first event does not open a lab, or a later one does", { seq });
    }
    if (isFrameOrigin(event)) this.#takeFrame(event.frame, data);
    this.#events.push(event);
  }

  #takeFrame(found: number, data: Uint8Array | null): void {
    const frame = this.#packets.push(data);
    if (found !== frame) throw damaged(`frame ${frame} is missing`, { frame, found });
  }

  #takeEnd(expected: number): void {
    const found = this.#events.length;
    if (found !== expected) throw damaged(`it has ${found} events of ${expected}`, { expected, found });
    this.#progress = "ended";
  }
}

/** The lines that one block carries: a line may be cut between options, never between blocks. */
function linesOf(contents: readonly Uint8Array[], offset: number): string[] {
  const text = decoded(joined(contents), offset);
  if (!text.endsWith("\n")) throw damaged(`the block at byte ${offset} ends inside an event`, { offset });
  return text.slice(0, -1).split("\n");
}

function joined(contents: readonly Uint8Array[]): Uint8Array {
  const [only, ...more] = contents;
  if (only !== undefined && more.length === 0) return only;
  const bytes = new Uint8Array(contents.reduce((sum, content) => sum + content.length, 0));
  let at = 0;
  for (const content of contents) {
    bytes.set(content, at);
    at += content.length;
  }
  return bytes;
}

function decoded(bytes: Uint8Array, offset: number): string {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    throw damaged(`the block at byte ${offset} holds what is not UTF-8`, { offset }, error);
  }
}
