import { u8 } from "./bytes.ts";
import { WireError } from "./wire-error.ts";

/** Bits `[from, to)` counted from the most significant bit of a slot's first byte. */
export interface Bits {
  readonly from: number;
  readonly to: number;
}

/** Where a header field stands: its Wireshark id, first byte from the header's start, and size in bytes. */
export interface Slot {
  readonly id: string;
  readonly at: number;
  readonly size: number;
  readonly bits?: Bits;
}

export type Layout = Readonly<Record<string, Slot>>;

export function slot(id: string, at: number, size: number): Slot {
  return { id, at, size };
}

/** A field of bits `[from, to)`, at most 31, inside `size` bytes. */
export function bitSlot(id: string, at: number, size: number, from: number, to: number): Slot {
  return { id, at, size, bits: { from, to } };
}

/** Bits. */
export function widthOf({ size, bits }: Slot): number {
  return bits === undefined ? size * 8 : bits.to - bits.from;
}

function shiftOf({ size, bits }: Slot): number {
  return bits === undefined ? 0 : size * 8 - bits.to;
}

/** The unsigned number in a slot of at most four bytes of the header that begins at `start`. */
export function readSlot(bytes: Uint8Array, start: number, field: Slot): number {
  const at = start + field.at;
  let word = 0;
  for (let i = 0; i < field.size; i++) word = (word << 8) | u8(bytes, at + i);
  if (field.bits === undefined) return word >>> 0;
  // A power of two would cost more than all the rest, and this runs for every field of every frame.
  return (word >>> shiftOf(field)) & ((1 << widthOf(field)) - 1);
}

/**
 * Puts a number into a slot whose bits are still zero.
 * @throws WireError `field-out-of-range` if the number does not fit
 */
export function writeSlot(bytes: Uint8Array, start: number, field: Slot, value: number): void {
  const most = 2 ** widthOf(field) - 1;
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw new WireError(
      "field-out-of-range",
      { field: field.id, value, most },
      `${field.id} is ${value}; give a whole number from 0 to ${most}.`,
    );
  }
  const word = (value << shiftOf(field)) >>> 0;
  for (let i = 0; i < field.size; i++) {
    const at = start + field.at + i;
    bytes[at] = u8(bytes, at) | (word >>> (8 * (field.size - 1 - i)));
  }
}

/**
 * Copies bytes into a slot of the same size.
 * @throws WireError `bytes-wrong-size` if they are of another size
 */
export function writeBytes(bytes: Uint8Array, start: number, field: Slot, value: Uint8Array): void {
  if (value.length !== field.size) {
    throw new WireError(
      "bytes-wrong-size",
      { field: field.id, found: value.length, expected: field.size },
      `${field.id} has ${value.length} bytes; give exactly ${field.size}.`,
    );
  }
  bytes.set(value, start + field.at);
}
