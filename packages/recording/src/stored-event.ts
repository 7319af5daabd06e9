import { type EventOf, TRACE_VERSION, TraceEvent } from "@wirestage/trace";
import { z } from "zod";
import { base64ByteLength, base64OfBytes } from "./base64.ts";
import { damaged, tooNew } from "./error.ts";

/** What the last line of every recording says; its count tells whether events are missing at the end. */
const RecordingEnded = z.strictObject({ kind: z.literal("recording.ended"), events: z.int().min(1) });

/** `bytes` counts how many of the packet's bytes the event holds. */
const SentWithoutBytes = z.looseObject({ kind: z.literal("frame.sent"), bytes: z.int().min(0) });

const Opened = z.looseObject({ kind: z.literal("lab.opened"), version: z.int() });

/** A line as it was read: an event, or the end of the recording. */
export type StoredLine =
  | { readonly is: "event"; readonly event: TraceEvent }
  | { readonly is: "end"; readonly events: number };

/** What a line may need that does not stand in it. */
export interface LineContext {
  /** Of the packet that carries the line; null where no packet does. */
  readonly data: Uint8Array | null;
  /** shb_userappl */
  readonly application: string;
  /** Of the block, in bytes from the start of the file. */
  readonly offset: number;
}

/** `sent` as one line of JSON; its bytes shrink to their number where `data` begins with them. */
export function lineOfSent(sent: EventOf<"frame.sent">, data: Uint8Array): string {
  const count = base64ByteLength(sent.bytes);
  const same = count <= data.length && base64OfBytes(data.subarray(0, count)) === sent.bytes;
  return JSON.stringify(same ? { ...sent, bytes: count } : sent);
}

export function lineOfEnd(events: number): string {
  return JSON.stringify({ kind: "recording.ended", events } satisfies z.infer<typeof RecordingEnded>);
}

/** @throws RecordingError where the line is no event that this version knows. */
export function parseLine(line: string, context: LineContext): StoredLine {
  const value = parseJson(line, context);
  const end = RecordingEnded.safeParse(value);
  if (end.success) return { is: "end", events: end.data.events };
  const opened = Opened.safeParse(value);
  if (opened.success && opened.data.version > TRACE_VERSION) {
    throw tooNew("trace", opened.data.version, TRACE_VERSION, context.application);
  }
  const event = TraceEvent.safeParse(withBytes(value, context));
  if (event.success) return { is: "event", event: event.data };
  const { offset } = context;
  throw damaged(
    `the block at byte ${offset} holds an event that cannot be understood`,
    { offset },
    event.error,
  );
}

function parseJson(line: string, { offset }: LineContext): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw damaged(`the block at byte ${offset} holds a line that is not JSON`, { offset }, error);
  }
}

function withBytes(value: unknown, { data, offset }: LineContext): unknown {
  const sent = SentWithoutBytes.safeParse(value);
  if (!sent.success) return value;
  const { bytes } = sent.data;
  if (data !== null && bytes <= data.length) {
    return { ...sent.data, bytes: base64OfBytes(data.subarray(0, bytes)) };
  }
  const facts = { offset, expected: bytes, found: data?.length ?? 0 };
  throw damaged(`the block at byte ${offset} lacks bytes of its frame`, facts);
}
