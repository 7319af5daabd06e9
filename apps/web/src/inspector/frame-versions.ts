import { bytesOfBase64, type FrameEntry } from "@wirestage/trace";
import { alterationsOf } from "./alterations.ts";

/** A frame as it came onto the wire, or as the fates of its entry have left it. */
export type FrameVersion = "first" | "now";

/** The same array twice where nothing was altered. */
export interface FrameBytes {
  readonly first: Uint8Array;
  readonly now: Uint8Array;
}

/** @param whole all bytes that the frame began with, where the log holds only the first of them */
export function frameBytes(entry: FrameEntry, whole: Uint8Array | null): FrameBytes {
  const known = bytesOfBase64(entry.sent.bytes);
  const alterations = alterationsOf(entry);
  const last = alterations.at(-1);
  const [earliest] = alterations;
  if (!last || !earliest) {
    const first = whole ?? known;
    return { first, now: first };
  }
  const { event } = earliest;
  // Events of alterations hold the frame whole: what the log lacks of its beginning is there, one flip away.
  const first = bytesOfBase64(event.bytes);
  first.set(known);
  if (event.offset >= known.length) first[event.offset] = earliest.before;
  return { first, now: bytesOfBase64(last.event.bytes) };
}

/** By offset: which bits of a byte differ, as a mask. */
export type ChangedBits = ReadonlyMap<number, number>;

export function changedBits({ first, now }: FrameBytes): ChangedBits {
  const changed = new Map<number, number>();
  for (const [offset, byte] of now.entries()) {
    const mask = byte ^ (first[offset] ?? byte);
    if (mask !== 0) changed.set(offset, mask);
  }
  return changed;
}
