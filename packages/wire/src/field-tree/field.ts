import type { Bits } from "../slot.ts";

export type FieldValue = number | string | boolean;

/** One line of the inspector. Protocols are fields too; their children are the fields of the header. */
export interface Field {
  /** Wireshark's, where it has one. Not unique: a frame may hold many `tcp.option_kind`. */
  readonly id: string;
  /** Wireshark's English label; a page translates by `id`. */
  readonly name: string;
  /** A string for addresses and, in hex, for bytes; a boolean for flags. */
  readonly value: FieldValue;
  /** The value as people write it; language-neutral. */
  readonly display: string;
  /** Bytes [start, end) of the frame; of a derived field, those it was derived from. */
  readonly start: number;
  readonly end: number;
  /** Where the field is only part of its bytes. */
  readonly bits?: Bits;
  /** True if it was computed and stands in no byte of its own. */
  readonly derived?: true;
  readonly children: readonly Field[];
}

export function derivedField(
  id: string,
  name: string,
  value: FieldValue,
  [start, end]: readonly [number, number],
  display = String(value),
): Field {
  return { id, name, value, display, start, end, derived: true, children: [] };
}

export function protocolField(
  id: string,
  name: string,
  display: string,
  [start, end]: readonly [number, number],
  children: readonly Field[],
): Field {
  return { id, name, value: "", display, start, end, children };
}

/** Puts derived fields behind the field they belong to. */
export function insertAfter(
  fields: readonly Field[],
  additions: Readonly<Record<string, readonly Field[]>>,
): Field[] {
  return fields.flatMap((field) => [field, ...(additions[field.id] ?? [])]);
}
