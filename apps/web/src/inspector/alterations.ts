import { bytesOfBase64, type EventOf, type FrameEntry } from "@wirestage/trace";
import { type Field, fieldTree } from "@wirestage/wire";

type Altered = EventOf<"frame.altered">;

/** One byte of which the wire changed bits; offset from the start of Ethernet's header. */
export interface ChangedByte {
  readonly offset: number;
  readonly before: number;
  readonly after: number;
  /** It is a checksum's, made to fit again. */
  readonly isMended: boolean;
}

/** One change of a frame on its way, and what it changed. */
export interface Alteration {
  readonly event: Altered;
  readonly changed: readonly ChangedByte[];
}

const CHECKSUMS: ReadonlySet<string> = new Set([
  "ip.checksum",
  "tcp.checksum",
  "udp.checksum",
  "icmp.checksum",
  "icmpv6.checksum",
]);

/** Offsets of the bytes in which the packet's own checksums stand; those of a quoted packet are payload. */
function checksumBytes(bytes: Uint8Array): ReadonlySet<number> {
  const fields: readonly Field[] = fieldTree(bytes).children.flatMap((protocol) => protocol.children);
  return new Set(
    fields.filter(({ id }) => CHECKSUMS.has(id)).flatMap(({ start, end }) => offsetsOf(start, end)),
  );
}

function offsetsOf(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, index) => start + index);
}

function changedBytes(before: Uint8Array, after: Uint8Array, isMended: boolean): ChangedByte[] {
  const mended = isMended ? checksumBytes(after) : new Set<number>();
  return [...after].flatMap((byte, offset) => {
    const old = before[offset] ?? byte;
    return old === byte ? [] : [{ offset, before: old, after: byte, isMended: mended.has(offset) }];
  });
}

/** What an alteration changed, by the bytes that the frame had before it. */
export function alterationOf(entry: FrameEntry, event: Altered): Alteration {
  const earlier = entry.fates.findLast((fate) => fate.kind === "frame.altered" && fate.seq < event.seq);
  const before = earlier?.kind === "frame.altered" ? earlier.bytes : entry.sent.bytes;
  const isMended = event.checksums === "mended";
  return { event, changed: changedBytes(bytesOfBase64(before), bytesOfBase64(event.bytes), isMended) };
}

/** The frame's alterations in order. */
export function alterationsOf(entry: FrameEntry): readonly Alteration[] {
  return entry.fates.flatMap((fate) => (fate.kind === "frame.altered" ? [alterationOf(entry, fate)] : []));
}

/** The byte that an alteration is told by: the first that is no mended checksum's. */
export function firstChanged({ changed }: Alteration): ChangedByte | null {
  return changed.find((byte) => !byte.isMended) ?? changed[0] ?? null;
}

/** The bytes with one bit flipped; bit 7 is the first of a byte on the wire. */
export function withFlippedBit(bytes: Uint8Array, offset: number, bit: number): Uint8Array {
  return bytes.map((byte, at) => (at === offset ? byte ^ (1 << bit) : byte));
}

/** `0x68`. */
export function byteText(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
