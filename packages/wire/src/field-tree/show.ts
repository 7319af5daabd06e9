import { hexOf } from "../bytes.ts";
import { ipv4FromBytes, ipv6FromBytes } from "../ip-address.ts";
import { macFromBytes } from "../mac-address.ts";
import { readSlot, type Slot, widthOf } from "../slot.ts";
import type { FieldValue } from "./field.ts";

export interface Shown {
  readonly value: FieldValue;
  readonly display: string;
}

/** Reads a slot of the header that begins at `start` and says it as people write it. */
export type Show = (bytes: Uint8Array, start: number, slot: Slot) => Shown;

export const decimal: Show = (bytes, start, slot) => {
  const value = readSlot(bytes, start, slot);
  return { value, display: String(value) };
};

/** As many digits as the field has room for. */
export const hexadecimal: Show = (bytes, start, slot) => {
  const value = readSlot(bytes, start, slot);
  return { value, display: hexNumber(value, Math.ceil(widthOf(slot) / 4)) };
};

export const flag: Show = (bytes, start, slot) => {
  const isSet = readSlot(bytes, start, slot) === 1;
  return { value: isSet, display: isSet ? "1" : "0" };
};

/** A count of units, said as the bytes they make: header lengths, fragment offsets. */
export function unitsOf(size: number): Show {
  return (bytes, start, slot) => {
    const value = size * readSlot(bytes, start, slot);
    return { value, display: String(value) };
  };
}

/** Adds the name of a well-known number: `6 (TCP)`. */
export function named(show: Show, names: Readonly<Record<number, string>>): Show {
  return (bytes, start, slot) => {
    const { value, display } = show(bytes, start, slot);
    const name = names[Number(value)];
    return { value, display: name === undefined ? display : `${display} (${name})` };
  };
}

export const mac: Show = (bytes, start, slot) => text(macFromBytes(bytes, start + slot.at));

export const ipv4: Show = (bytes, start, slot) => text(ipv4FromBytes(bytes, start + slot.at));

export const ipv6: Show = (bytes, start, slot) => text(ipv6FromBytes(bytes, start + slot.at));

export const rawBytes: Show = (bytes, start, slot) =>
  shownBytes(bytes.subarray(start + slot.at, start + slot.at + slot.size));

const BYTES_DISPLAYED = 32;

/** The value holds all bytes in hex, the display only the first ones. */
function shownBytes(bytes: Uint8Array): Shown {
  const value = hexOf(bytes);
  const isLong = bytes.length > BYTES_DISPLAYED;
  return { value, display: isLong ? `${value.slice(0, 2 * BYTES_DISPLAYED)}…` : value };
}

export function hexNumber(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, "0")}`;
}

function text(value: string): Shown {
  return { value, display: value };
}
