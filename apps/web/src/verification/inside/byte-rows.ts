import { hexOf } from "../../format/hex.ts";
import type { ByteRole, Part } from "./stages.ts";

export interface ByteCell {
  /** Counted from the first byte of all parts. */
  readonly offset: number;
  readonly hex: string;
  readonly role: ByteRole;
}

export interface ByteRow {
  readonly offset: number;
  readonly cells: readonly ByteCell[];
}

/** The parts one behind the other, in rows of `width` bytes; at most `limit` bytes of them. */
export function byteRows(parts: readonly Part[], width: number, limit: number): readonly ByteRow[] {
  const cells = parts
    .flatMap(({ role, bytes }) =>
      Array.from(bytes.subarray(0, limit), (byte) => ({ role, hex: hexOf(byte) })),
    )
    .slice(0, limit)
    .map((cell, offset) => ({ ...cell, offset }));
  return Array.from({ length: Math.ceil(cells.length / width) }, (_, row) => ({
    offset: row * width,
    cells: cells.slice(row * width, (row + 1) * width),
  }));
}

/** A part with the places of its first and last byte among all of them; last < first where it has none. */
export interface PlacedPart extends Part {
  readonly first: number;
  readonly last: number;
}

export function placed(parts: readonly Part[]): readonly PlacedPart[] {
  let first = 0;
  return parts.map((part) => {
    const place = { ...part, first, last: first + part.bytes.length - 1 };
    first += part.bytes.length;
    return place;
  });
}

/** Eight bits in two groups, the highest first. */
export function bitsOf(byte: number): string {
  const bits = byte.toString(2).padStart(8, "0");
  return `${bits.slice(0, 4)} ${bits.slice(4)}`;
}
