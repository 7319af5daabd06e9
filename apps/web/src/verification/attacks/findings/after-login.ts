import { bytesOfBase64, type FrameEntry, frameEnd, type TraceLog } from "@wirestage/trace";
import { type QuickView, SeqNumber } from "@wirestage/wire";
import { frameIndex } from "../../../inspector/frame-index.ts";
import { bytesTaken } from "../../call-bytes.ts";
import { sameBytes } from "../../computation.ts";
import type { Verification } from "../../story.ts";
import { storyIndex } from "../../story-index.ts";

/** Bytes that tell the length of each message. */
const LENGTH_BYTES = 4;

/** A segment of one connection. */
export interface Segment {
  readonly entry: FrameEntry;
  readonly view: QuickView;
  readonly from: "client" | "server";
}

/** The first frame that was put into the connection after the client had been accepted. */
export function injectedOf(log: TraceLog, story: Verification): number | null {
  storyIndex(log);
  return story.injected[0]?.frame ?? null;
}

/** All segments of the connection, from event `since` on. */
export function segmentsOf(log: TraceLog, { connection }: Verification, since: number): readonly Segment[] {
  const index = frameIndex(log);
  return log.frames.flatMap((entry): Segment[] => {
    const view = entry.sent.seq < since ? null : (index.summary(entry.frame)?.view ?? null);
    if (view?.kind !== "tcp" || connection === null) return [];
    if (`${view.src}:${view.srcPort}` === connection.remote) return [{ entry, view, from: "client" }];
    return `${view.dst}:${view.dstPort}` === connection.remote ? [{ entry, view, from: "server" }] : [];
  });
}

function endOf({ view }: Segment): SeqNumber {
  return SeqNumber.add(view.seq, view.sequenceLength);
}

function isByKernel({ entry }: Segment): boolean {
  return entry.sent.kind === "frame.sent";
}

function hasArrived({ entry }: Segment): boolean {
  return frameEnd(entry)?.kind === "frame.delivered";
}

/** What a frame carries for the program: of a message, what comes after its length. */
export function messageIn(log: TraceLog, frame: number): Uint8Array {
  const view = frameIndex(log).summary(frame)?.view;
  if (!view) return new Uint8Array(0);
  // Of TCP: its Data Offset counts words of 32 bits (RFC 9293 §3.1).
  const header = 4 * ((view.bytes[view.transportOffset + 12] ?? 0) >>> 4);
  return view.bytes.subarray(view.transportOffset + header + LENGTH_BYTES);
}

/** Calls of `recv` on a socket that gave out bytes after event `since`. */
function receipts(log: TraceLog, socket: number, since: number) {
  return log.calls.flatMap((entry) => {
    const value = bytesTaken(entry)?.value ?? null;
    const isLater = (entry.returned?.seq ?? 0) > since;
    if (entry.entered.socket !== socket || !isLater || value === null) return [];
    return [{ call: entry.entered.call, bytes: bytesOfBase64(value.base64) }];
  });
}

/** The message that was taken out of a socket first after event `since`: one `recv` for its length, one for the rest. */
export function firstMessage(log: TraceLog, socket: number | null, since: number) {
  return socket === null ? null : (receipts(log, socket, since)[1] ?? null);
}

/** The call in which the server's program was given the message that an injected frame carried. */
export function takenFrom(log: TraceLog, { connection }: Verification, frame: number): number | null {
  const sent = log.frames[frame - 1]?.sent;
  if (!sent || connection === null) return null;
  const message = messageIn(log, frame);
  const found = receipts(log, connection.socket, sent.seq).find(({ bytes }) => sameBytes(bytes, message));
  return found?.call ?? null;
}

/** A segment of the server's that acknowledges more than the client's kernel had sent by then, and has arrived. */
export function unsentAcknowledged(
  log: TraceLog,
  story: Verification,
): { frame: number; bytes: number } | null {
  let sent: SeqNumber | null = null;
  for (const segment of segmentsOf(log, story, 0)) {
    const end = endOf(segment);
    if (segment.from === "client") {
      if (isByKernel(segment) && (sent === null || SeqNumber.after(end, sent))) sent = end;
      continue;
    }
    const { ack } = segment.view;
    if (sent !== null && SeqNumber.after(ack, sent) && hasArrived(segment)) {
      return { frame: segment.entry.frame, bytes: SeqNumber.distance(sent, ack) };
    }
  }
  return null;
}

/** A segment of the client's own kernel with numbers that an injected one has claimed before. */
export function swallowedBy(log: TraceLog, story: Verification, frame: number): number | null {
  const segments = segmentsOf(log, story, 0);
  const injected = segments.find(({ entry }) => entry.frame === frame);
  if (!injected) return null;
  const { seq } = injected.entry.sent;
  const own = segments.find(
    (each) =>
      each.from === "client" &&
      isByKernel(each) &&
      each.entry.sent.seq > seq &&
      each.view.payloadLength > 0 &&
      SeqNumber.after(endOf(injected), each.view.seq),
  );
  return own?.entry.frame ?? null;
}

/** What the receiving kernel sent because of a frame, at once. */
export function answerTo(log: TraceLog, frame: number): number | null {
  const answer = log.frames.find(({ sent }) => {
    return sent.kind === "frame.sent" && sent.cause.by === "frame" && sent.cause.frame === frame;
  });
  return answer?.frame ?? null;
}

/** Whether the program has begun to wait for a line after event `since`. */
export function asksAfter({ events }: TraceLog, program: number, since: number): true | null {
  const asks = events
    .slice(since)
    .some((event) => event.kind === "program.asking" && event.program === program);
  return asks ? true : null;
}
