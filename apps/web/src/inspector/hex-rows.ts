/** Which part of a frame a byte belongs to; each has its own background. */
export type ByteLayer = "link" | "network" | "transport" | "payload";

/** Bytes [start, end) and, where a field is only part of them, its bits counted from the first byte's highest. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly bits?: { readonly from: number; readonly to: number } | undefined;
}

export interface HexByte {
  readonly offset: number;
  readonly hex: string;
  /** The character in ASCII, or a dot. */
  readonly character: string;
  readonly layer: ByteLayer;
  /** It was altered on the way. */
  readonly isChanged: boolean;
}

export interface HexRow {
  readonly offset: number;
  readonly bytes: readonly HexByte[];
}

function asciiOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
}

/** A frame's bytes in rows of `width`, as in a hex dump. */
export function hexRows(
  bytes: Uint8Array,
  width: number,
  layerOf: (offset: number) => ByteLayer,
  isChanged: (offset: number) => boolean = () => false,
): readonly HexRow[] {
  const rows: HexRow[] = [];
  for (let start = 0; start < bytes.length; start += width) {
    const row = Array.from(bytes.subarray(start, start + width), (byte, index) => ({
      offset: start + index,
      hex: byte.toString(16).padStart(2, "0"),
      character: asciiOf(byte),
      layer: layerOf(start + index),
      isChanged: isChanged(start + index),
    }));
    rows.push({ offset: start, bytes: row });
  }
  return rows;
}

/** The part of `span` that lies in bytes [from, to), or null. */
export function spanWithin(span: Span | null, from: number, to: number): Span | null {
  if (span === null || span.end <= from || span.start >= to) return null;
  return { start: Math.max(from, span.start), end: Math.min(to, span.end) };
}

export interface Bit {
  /** 7 is the highest. */
  readonly place: number;
  readonly isSet: boolean;
  readonly isLit: boolean;
}

/** The eight bits of the byte at `offset`, highest first, those of `span` lit. */
export function bitsOf(byte: number, offset: number, span: Span): readonly Bit[] {
  const first = 8 * (offset - span.start);
  const { from, to } = span.bits ?? { from: 0, to: 8 * (span.end - span.start) };
  return Array.from({ length: 8 }, (_, index) => ({
    place: 7 - index,
    isSet: ((byte >>> (7 - index)) & 1) === 1,
    isLit: first + index >= from && first + index < to,
  }));
}
