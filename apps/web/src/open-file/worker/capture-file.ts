import {
  CaptureSurvey,
  type Conversation,
  type ConversationPacket,
  ConversationPackets,
  captureTrace,
  packetsInOrder,
} from "@wirestage/capture";
import {
  type BorrowedPacket,
  LINKTYPE_ETHERNET,
  PacketReader,
  PcapError,
  PcapngError,
} from "@wirestage/pcapng";
import type { TraceEvent } from "@wirestage/trace";
import type { TraceRemark } from "../../session/session.ts";
import { OpenError } from "../problem.ts";
import { filePieces, type OnProgress } from "./file-pieces.ts";

/** More than anybody looks at, and as many as the page draws without a pause. */
const MOST_FRAMES = 100_000;
/** As many as a lab's trace has; the rest is read from the file when somebody looks at it. */
const HEAD_BYTES = 256;

/** How far a file could be read: to its end, or to where it is broken. */
interface Reading {
  readonly origin: bigint;
  readonly brokenAt: number | null;
}

/** A trace made of one conversation of a capture. */
export interface CaptureTrace {
  readonly events: Iterable<TraceEvent>;
  readonly numbers: Uint32Array;
  readonly remarks: readonly TraceRemark[];
}

/** One capture file: read once for who talks to whom, and once more for a conversation of it. */
export class CaptureFile {
  readonly #file: File;
  readonly #onProgress: OnProgress;
  #packets = 0;
  #shown: readonly ConversationPacket[] = [];

  constructor(file: File, onProgress: OnProgress) {
    this.#file = file;
    this.#onProgress = onProgress;
  }

  /** @throws OpenError where nothing of it can be shown */
  async survey(): Promise<CaptureSurvey> {
    const survey = new CaptureSurvey();
    const { brokenAt } = await this.#read((packet) => survey.take(packet));
    this.#packets = survey.packets;
    if (survey.packets === 0) {
      throw brokenAt === null
        ? new OpenError("no_packets")
        : new OpenError("capture_damaged", { offset: brokenAt });
    }
    if (survey.conversations().length === 0) throw nothingToShow(survey);
    return survey;
  }

  async trace(conversation: Conversation): Promise<CaptureTrace> {
    const kept = new ConversationPackets(conversation, { frames: MOST_FRAMES, headBytes: HEAD_BYTES });
    const { origin, brokenAt } = await this.#read((packet) => kept.take(packet));
    this.#shown = packetsInOrder(kept.packets);
    const packets = this.#packets;
    const capture = { file: this.#file.name, linkType: LINKTYPE_ETHERNET, packets, origin };
    const { frames } = conversation;
    const remarks: TraceRemark[] = [];
    if (brokenAt !== null) remarks.push({ kind: "damaged", offset: brokenAt });
    if (this.#shown.length < frames) remarks.push({ kind: "capped", shown: this.#shown.length, of: frames });
    return {
      events: captureTrace(conversation, this.#shown, capture),
      numbers: Uint32Array.from(this.#shown, ({ number }) => number),
      remarks,
    };
  }

  /** All bytes that the file has of a frame; null where there is no such frame. */
  async frame(frame: number): Promise<Uint8Array | null> {
    const packet = this.#shown[frame - 1];
    if (packet === undefined) return null;
    const { offset, captured } = packet;
    const bytes = new Uint8Array(captured);
    let at = 0;
    for await (const piece of filePieces(this.#file, () => {})) {
      const from = Math.max(offset, at);
      const to = Math.min(offset + captured, at + piece.length);
      if (from < to) bytes.set(piece.subarray(from - at, to - at), from - offset);
      at += piece.length;
      if (at >= offset + captured) return bytes;
    }
    return null;
  }

  /** What stands before a broken place is good. */
  async #read(take: (packet: BorrowedPacket) => void): Promise<Reading> {
    const reader = new PacketReader(take);
    let at = 0;
    try {
      for await (const piece of filePieces(this.#file, this.#onProgress)) {
        reader.push(piece);
        at += piece.length;
      }
      reader.finish();
      return { origin: reader.origin ?? 0n, brokenAt: null };
    } catch (error) {
      const isCutGzip = error instanceof OpenError && error.problem.code === "gzip_damaged";
      if (isCutGzip && reader.origin !== null) return { origin: reader.origin, brokenAt: at };
      return { origin: reader.origin ?? 0n, brokenAt: brokenPlace(error, reader.origin !== null) };
    }
  }
}

/** @throws OpenError where it is not the file's packets that are broken, or none came before */
function brokenPlace(error: unknown, hasPackets: boolean): number {
  if (!(error instanceof PcapError || error instanceof PcapngError)) throw error;
  if (error.code === "not-a-capture") throw new OpenError("not_a_capture", {}, error);
  if (error.code === "unknown-version")
    throw new OpenError("capture_version", { version: error.found }, error);
  if (!hasPackets) throw new OpenError("capture_damaged", { offset: error.offset }, error);
  return error.offset;
}

function nothingToShow(survey: CaptureSurvey): OpenError {
  const { packets, otherLinkTypes } = survey;
  const [linkType] = otherLinkTypes;
  const isOtherLink = linkType !== undefined && survey.leftOut.otherLinks === packets;
  return isOtherLink
    ? new OpenError("link_type", { linkType })
    : new OpenError("no_conversation", { packets });
}
