import { decodeFrame, describe, type RelativeTo } from "@wirestage/wire";
import type { FrameSummary } from "./frame-index.ts";

/** The numbers that count as 0 for a frame's sequence and acknowledgment numbers. */
export function relativeTo({ segment }: FrameSummary): RelativeTo {
  if (segment === null) return {};
  return { seq: segment.seqBase, ...(segment.ackBase === null ? {} : { ack: segment.ackBase }) };
}

const PORTS_FIRST = /^(\d+ → \d+) (.*)$/;

/**
 * One line as in Wireshark's info column, but with the ports last: they are the same in row after row.
 * @param length of the frame on the wire, in bytes
 */
export function infoLine(summary: FrameSummary, length: number, isRaw: boolean): string {
  const frame = decodeFrame(summary.bytes, length);
  const windowShift = summary.segment?.windowShift ?? 0;
  const line = describe(frame, { windowShift, ...(isRaw ? {} : { relativeTo: relativeTo(summary) }) });
  return line.replace(PORTS_FIRST, "$2 · $1");
}
