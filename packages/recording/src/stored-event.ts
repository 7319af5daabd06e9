import { type FrameOrigin, TRACE_VERSION, TraceEvent } from "@wirestage/trace";
import { z } from "zod";
import { base64ByteLength, base64OfBytes } from "./base64.ts";
import { damaged, tooNew } from "./error.ts";
import { upgraded } from "./upgrade/upgrade.ts";

/** What the last line of every recording says; its count tells whether events are missing at the end. */
const RecordingEnded = z.strictObject({ kind: z.literal("recording.ended"), events: z.int().min(1) });

/** `bytes` counts how many of the packet's bytes the event holds. */
const OriginWithoutBytes = z.looseObject({ bytes: z.int().min(0) });

const Opened = z.looseObject({ version: z.int().min(1) });

/** A line as it was read: an event and the version of the trace that it belongs to, or the end of the recording. */
export type StoredLine =
  | { readonly is: "event"; readonly event: TraceEvent; readonly version: number }
  | { readonly is: "end"; readonly events: number };

/** What a line may need that does not stand in it. */
export interface LineContext {
  /** Of the packet that carries the line; null where no packet does. */
  readonly data: Uint8Array | null;
  /** shb_userappl */
  readonly application: string;
  /** Of the block, in bytes from the start of the file. */
  readonly offset: number;
  /** Of the trace, as its `lab.opened` said. */
  readonly version: number;
}

/** A frame's origin as one line of JSON; its bytes shrink to their number where `data` begins with them. */
export function lineOfOrigin(origin: FrameOrigin, data: Uint8Array): string {
  const count = base64ByteLength(origin.bytes);
  const same = count <= data.length && base64OfBytes(data.subarray(0, count)) === origin.bytes;
  return JSON.stringify(same ? { ...origin, bytes: count } : origin);
}

export function lineOfEnd(events: number): string {
  return JSON.stringify({ kind: "recording.ended", events } satisfies z.infer<typeof RecordingEnded>);
}

/** @throws RecordingError where the line is no event that this version knows. */
export function parseLine(line: string, context: LineContext): StoredLine {
  const value = parseJson(line, context);
  switch (kindOf(value)) {
    case "recording.ended":
      return { is: "end", events: parsed(RecordingEnded, value, context).events };
    case "frame.sent":
    case "frame.copied":
    case "frame.injected":
      return eventOf(withBytes(value, context), context.version, context);
    case "lab.opened":
      return eventOf(value, knownVersion(value, context), context);
    default:
      return eventOf(value, context.version, context);
  }
}

function eventOf(value: unknown, version: number, context: LineContext): StoredLine {
  return { is: "event", event: parsed(TraceEvent, upgraded(value, version), context), version };
}

function parseJson(line: string, { offset }: LineContext): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw damaged(`the block at byte ${offset} holds a line that is not JSON`, { offset }, error);
  }
}

function kindOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, { offset }: LineContext): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw damaged(
    `the block at byte ${offset} holds an event that cannot be understood`,
    { offset },
    result.error,
  );
}

function knownVersion(value: unknown, context: LineContext): number {
  const { version } = parsed(Opened, value, context);
  if (version > TRACE_VERSION) throw tooNew("trace", version, TRACE_VERSION, context.application);
  return version;
}

function withBytes(value: unknown, { data, offset }: LineContext): unknown {
  const origin = OriginWithoutBytes.safeParse(value);
  if (!origin.success) return value;
  const { bytes } = origin.data;
  if (data !== null && bytes <= data.length) {
    return { ...origin.data, bytes: base64OfBytes(data.subarray(0, bytes)) };
  }
  const facts = { offset, expected: bytes, found: data?.length ?? 0 };
  throw damaged(`the block at byte ${offset} lacks bytes of its frame`, facts);
}
