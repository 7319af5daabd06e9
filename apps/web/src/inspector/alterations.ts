import { bytesOfBase64, type EventOf, type FrameEntry } from "@wirestage/trace";

type Altered = EventOf<"frame.altered">;

/** One bit that was flipped on the way. */
export interface Alteration {
  readonly event: Altered;
  /** The byte that holds the bit, before and after. */
  readonly before: number;
  readonly after: number;
  /** Offsets of the checksum bytes that were changed with it, to fit again. */
  readonly mended: readonly number[];
}

function altersFrame(fate: FrameEntry["fates"][number]): fate is Altered {
  return fate.kind === "frame.altered";
}

/** What an alteration did to the bytes that the frame had before it. */
function alterationOf(entry: FrameEntry, event: Altered): Alteration {
  const earlier = entry.fates.filter(altersFrame).findLast(({ seq }) => seq < event.seq);
  const old = bytesOfBase64((earlier ?? entry.sent).bytes);
  const bytes = bytesOfBase64(event.bytes);
  const after = bytes[event.offset] ?? 0;
  const mended = [...old.keys()].filter((at) => at !== event.offset && old[at] !== bytes[at]);
  return { event, before: after ^ (1 << event.bit), after, mended };
}

/** The frame's alterations in order. */
export function alterationsOf(entry: FrameEntry): readonly Alteration[] {
  return entry.fates.filter(altersFrame).map((event) => alterationOf(entry, event));
}

/** `0x68`. */
export function byteText(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
