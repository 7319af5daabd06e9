import { type Slot, slot } from "../slot.ts";
import type { Field } from "./field.ts";
import { rawBytes, type Show } from "./show.ts";

/** How a slot of a header is shown. */
export interface FieldSpec {
  readonly slot: Slot;
  readonly name: string;
  readonly show: Show;
  readonly children?: readonly FieldSpec[];
}

/** The fields of the header at `start` that stand before `limit`; those that do not fit are left out. */
export function buildFields(
  specs: readonly FieldSpec[],
  bytes: Uint8Array,
  start: number,
  limit: number,
): Field[] {
  return specs
    .filter(({ slot: { at, size } }) => start + at + size <= limit)
    .map((spec) => buildField(spec, bytes, start, limit));
}

function buildField(spec: FieldSpec, bytes: Uint8Array, start: number, limit: number): Field {
  const { id, at, size, bits } = spec.slot;
  return {
    id,
    name: spec.name,
    ...spec.show(bytes, start, spec.slot),
    start: start + at,
    end: start + at + size,
    ...(bits === undefined ? {} : { bits }),
    children: buildFields(spec.children ?? [], bytes, start, limit),
  };
}

/** Bytes [start, end) as one field. */
export function bytesField(id: string, name: string, bytes: Uint8Array, start: number, end: number): Field {
  const spec: FieldSpec = { slot: slot(id, 0, end - start), name, show: rawBytes };
  return buildField(spec, bytes, start, end);
}
