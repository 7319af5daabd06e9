import { LINKTYPE_ETHERNET, PcapngWriter } from "@wirestage/pcapng";
import {
  bytesOfBase64,
  type EventOf,
  type FrameOrigin,
  isFrameOrigin,
  TraceEvent,
  withoutSecrets,
} from "@wirestage/trace";
import { emitChunks } from "./chunk.ts";
import { frameComments, shownName } from "./comment.ts";
import { notRecordable } from "./error.ts";
import { TraceStory } from "./frame-story.ts";
import { lineOfEnd, lineOfOrigin } from "./stored-event.ts";
import { encodeUtf8 } from "./utf8.ts";
import { nanosecondsOfWallClock } from "./wall-clock.ts";

export interface RecordingOptions {
  /** Name and version of the program that records, as "Wirestage 0.1.0". */
  readonly application: string;
  /** Whole bytes that a frame began with, or null where they are gone; without it a packet has what its event has. */
  readonly frames?: (frame: number) => Uint8Array | null;
  /** Whether the file holds the secrets that programs were given (`withoutSecrets`); not unless said so. */
  readonly secrets?: "kept" | "withheld";
}

/** Most text that a block gathers before another begins: Wireshark opens no file with a block over 16 MiB. */
const MAX_BLOCK_TEXT = 1024 * 1024;

const SECTION_COMMENT =
  "Each frame of the lab stands here once, on the interface of the host that it comes from, with the bytes that it " +
  "began with, at the time at which it was sent, or copied or injected on its way; its comments tell why, and what " +
  "became of it.";

/** An event, ready to be written; the origin of a frame keeps its own line until its packet is there. */
type Item =
  | { readonly is: "line"; readonly t: number; readonly line: string }
  | { readonly is: "origin"; readonly t: number; readonly origin: FrameOrigin };

/**
 * One pcapng file that Wireshark opens and `readRecording` turns back into these events, without secrets unless they are kept.
 * @param events the whole trace from `lab.opened` on; an event given as a string is its JSON
 * @throws RecordingError `trace_not_recordable` where events are malformed, missing or out of order
 */
export function writeRecording(
  events: Iterable<TraceEvent | string>,
  options: RecordingOptions,
): Uint8Array<ArrayBuffer> {
  const { opened, items, story } = gather(events, options.secrets === "kept");
  const writer = new RecordingWriter(opened, story, options);
  for (const item of items) writer.add(item);
  return writer.finish(items.length);
}

function gather(events: Iterable<TraceEvent | string>, keepsSecrets: boolean) {
  const story = new TraceStory();
  const items: Item[] = [];
  let opened: EventOf<"lab.opened"> | null = null;
  for (const given of events) {
    const whole = typeof given === "string" ? parseEvent(given, items.length) : given;
    const event = keepsSecrets ? whole : withoutSecrets(whole);
    requirePlace(event, items.length, story.frames.size);
    if (event.kind === "lab.opened") opened = event;
    story.add(event);
    items.push(itemOf(event, event === whole ? given : event));
  }
  if (opened === null) throw notRecordable("it has no events", {});
  return { opened, items, story };
}

function parseEvent(json: string, seq: number): TraceEvent {
  try {
    return TraceEvent.parse(JSON.parse(json));
  } catch (error) {
    throw notRecordable(`event ${seq} is not one of a trace`, { seq }, error);
  }
}

/** Wireshark counts packets, so frame n must be the n-th; readers find a missing event by its `seq`. */
function requirePlace(event: TraceEvent, seq: number, frames: number): void {
  if (event.seq !== seq) throw notRecordable(`event ${seq} is missing`, { seq, found: event.seq });
  if ((event.kind === "lab.opened") !== (seq === 0)) {
    throw notRecordable("lab.opened is not its first event, and that alone", { seq, kind: event.kind });
  }
  if (!isFrameOrigin(event) || event.frame === frames + 1) return;
  throw notRecordable(`frame ${frames + 1} is missing`, { seq, frame: frames + 1, found: event.frame });
}

function itemOf(event: TraceEvent, given: TraceEvent | string): Item {
  if (isFrameOrigin(event)) return { is: "origin", t: event.t, origin: event };
  // JSON may be spread over lines, but a line of ours is one event.
  const line = typeof given === "string" && !given.includes("\n") ? given : JSON.stringify(event);
  return { is: "line", t: event.t, line };
}

/** Spreads lines over blocks; nothing but packets may become a row in Wireshark. */
class RecordingWriter {
  readonly #pcapng = new PcapngWriter();
  readonly #interfaces = new Map<string, number>();
  readonly #story: TraceStory;
  readonly #options: RecordingOptions;
  /** Of trace time 0, in ns since 1970 UTC. */
  readonly #origin: bigint;
  #lines: string[] = [];
  #textLength = 0;
  #t = 0;
  /** The last packet waits for the events after it: Wireshark keeps a packet's options when it saves a file. */
  #last: { readonly origin: FrameOrigin; readonly data: Uint8Array } | null = null;

  constructor(opened: EventOf<"lab.opened">, story: TraceStory, options: RecordingOptions) {
    const origin = nanosecondsOfWallClock(opened.wallClock);
    if (origin === null) throw notRecordable("its wall clock is not an ISO 8601 time", { seq: 0 });
    if (opened.hosts.length === 0) throw notRecordable("its lab has no host", { seq: 0 });
    this.#origin = origin;
    this.#story = story;
    this.#options = options;
    this.#pcapng.writeSection({
      os: `Linux ${shownName(opened.kernelRelease)}`,
      userAppl: shownName(options.application),
      comments: [SECTION_COMMENT],
    });
    for (const host of opened.hosts) {
      const description = [host.address, host.mac, host.interface].map(shownName).join(", ");
      const facts = { linkType: LINKTYPE_ETHERNET, snapLen: 0, name: host.name, description };
      this.#interfaces.set(host.name, this.#pcapng.writeInterface(facts));
    }
  }

  add(item: Item): void {
    if (this.#textLength >= MAX_BLOCK_TEXT) this.#writeBlock();
    this.#t = item.t;
    if (item.is === "line") this.#addLine(item.line);
    else this.#addOrigin(item.origin);
  }

  finish(events: number): Uint8Array<ArrayBuffer> {
    this.#addLine(lineOfEnd(events));
    this.#writeBlock();
    return this.#pcapng.takeBytes();
  }

  #addOrigin(origin: FrameOrigin): void {
    const data = this.#options.frames?.(origin.frame) ?? bytesOfBase64(origin.bytes);
    this.#addLine(lineOfOrigin(origin, data));
    this.#last = { origin, data };
    if (origin.frame < this.#story.frames.size) this.#writeBlock();
  }

  #addLine(line: string): void {
    this.#lines.push(line, "\n");
    this.#textLength += line.length;
  }

  #writeBlock(): void {
    const otherOptions = emitChunks(encodeUtf8(this.#lines.join("")));
    this.#lines = [];
    this.#textLength = 0;
    if (this.#last) this.#writePacket(this.#last.origin, this.#last.data, otherOptions);
    else this.#pcapng.writeStatistics({ interfaceId: 0, timestamp: this.#timestamp(this.#t), otherOptions });
    this.#last = null;
  }

  #writePacket(origin: FrameOrigin, data: Uint8Array, otherOptions: ReturnType<typeof emitChunks>): void {
    const interfaceId = this.#interfaces.get(origin.host);
    const story = this.#story.frames.get(origin.frame);
    if (interfaceId === undefined || story === undefined) {
      throw notRecordable(`frame ${origin.frame} comes from a host that the lab does not have`, {
        frame: origin.frame,
        host: origin.host,
      });
    }
    this.#pcapng.writePacket({
      interfaceId,
      timestamp: this.#timestamp(origin.t),
      data,
      originalLength: Math.max(origin.length, data.length),
      direction: "outbound",
      comments: frameComments(story, this.#story),
      otherOptions,
    });
  }

  #timestamp(t: number): bigint {
    return this.#origin + BigInt(t);
  }
}
