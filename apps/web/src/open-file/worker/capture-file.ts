import {
  CaptureSurvey,
  type Conversation,
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
import { bytesAt, filePieces, isGzip, type OnProgress } from "./file-pieces.ts";

/** More than anybody looks at, and as many as the page draws without a pause. */
const MOST_FRAMES = 100_000;
/** As many as a lab's trace has; the rest is read from the file when somebody looks at it. */
const HEAD_BYTES = 256;

/** How far a file could be read: to its end, or to where it is broken. */
interface Reading {
  readonly origin: bigint;
  /** A byte of the file, or of what it unpacks to where it is a gzip file. */
  readonly brokenAt: number | null;
}

interface ReadingOptions {
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal;
}

/** A trace made of one conversation of a capture. */
export interface CaptureTrace {
  readonly events: Iterable<TraceEvent>;
  readonly numbers: Uint32Array;
  readonly remarks: readonly TraceRemark[];
  /** All bytes that the file has of a frame; null where there is no such frame, or nobody wants it any more. */
  frame(frame: number, signal: AbortSignal): Promise<Uint8Array | null>;
}

/** One capture file: read once for who talks to whom, and once more for a conversation of it. */
export class CaptureFile {
  readonly file: File;
  #packets = 0;

  constructor(file: File) {
    this.file = file;
  }

  /** @throws OpenError where nothing of it can be shown */
  async survey(onProgress: OnProgress): Promise<CaptureSurvey> {
    const survey = new CaptureSurvey();
    const { brokenAt } = await this.#read((packet) => survey.take(packet), { onProgress });
    this.#packets = survey.packets;
    if (survey.packets === 0) {
      throw brokenAt === null
        ? new OpenError("no_packets")
        : new OpenError(await this.#damage(), { offset: brokenAt });
    }
    if (survey.conversations().length === 0) throw nothingToShow(survey);
    return survey;
  }

  /** Null where it is given up. @throws OpenError where the file can no longer be read */
  async trace(
    conversation: Conversation,
    onProgress: OnProgress,
    signal: AbortSignal,
  ): Promise<CaptureTrace | null> {
    const kept = new ConversationPackets(conversation, { frames: MOST_FRAMES, headBytes: HEAD_BYTES });
    const { origin, brokenAt } = await this.#read((packet) => kept.take(packet), { onProgress, signal });
    if (signal.aborted) return null;
    const shown = packetsInOrder(kept.packets);
    const packets = this.#packets;
    const capture = { file: this.file.name, linkType: LINKTYPE_ETHERNET, packets, origin };
    const { frames } = conversation;
    const remarks: TraceRemark[] = [];
    const isPacked = await isGzip(this.file);
    if (brokenAt !== null) {
      remarks.push({ kind: isPacked ? "damagedInside" : "damaged", offset: brokenAt });
    }
    if (shown.length < frames) remarks.push({ kind: "capped", shown: shown.length, of: frames });
    return {
      events: captureTrace(conversation, shown, capture),
      numbers: Uint32Array.from(shown, ({ number }) => number),
      remarks,
      frame: async (frame, wanted) => {
        const packet = shown[frame - 1];
        return packet === undefined ? null : bytesAt(this.file, packet.offset, packet.captured, wanted);
      },
    };
  }

  /** How it is said that the packets are broken: an offset is one of the file, or of what it unpacks to. */
  async #damage(): Promise<"capture_damaged" | "unpacked_damaged"> {
    return (await isGzip(this.file)) ? "unpacked_damaged" : "capture_damaged";
  }

  /** What stands before a broken place is good. */
  async #read(
    take: (packet: BorrowedPacket) => void,
    { onProgress, signal }: ReadingOptions,
  ): Promise<Reading> {
    const reader = new PacketReader(take);
    let at = 0;
    try {
      for await (const piece of filePieces(this.file, onProgress)) {
        if (signal?.aborted) return { origin: 0n, brokenAt: null };
        reader.push(piece);
        at += piece.length;
      }
      reader.finish();
      return { origin: reader.origin ?? 0n, brokenAt: null };
    } catch (error) {
      const isCutGzip = error instanceof OpenError && error.problem.code === "gzip_damaged";
      if (isCutGzip && reader.origin !== null) return { origin: reader.origin, brokenAt: at };
      const origin = reader.origin ?? 0n;
      return { origin, brokenAt: brokenPlace(error, reader.origin === null ? await this.#damage() : null) };
    }
  }
}

/** @throws OpenError where it is not the file's packets that are broken, or, as `damage`, none came before */
function brokenPlace(error: unknown, damage: "capture_damaged" | "unpacked_damaged" | null): number {
  if (!(error instanceof PcapError || error instanceof PcapngError)) throw error;
  if (error.code === "not-a-capture") throw new OpenError("not_a_capture", {}, error);
  if (error.code === "unknown-version")
    throw new OpenError("capture_version", { version: error.found }, error);
  if (damage !== null) throw new OpenError(damage, { offset: error.offset }, error);
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
