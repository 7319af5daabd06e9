import type { Field } from "@wirestage/wire";

/** A field, or the part of it that stands in one row of 32 bits. */
export interface DiagramCell {
  readonly field: Field;
  readonly row: number;
  /** Bits from the row's start, and how many. */
  readonly from: number;
  readonly width: number;
  /** Whether this is the first part of the field; the others only go on. */
  readonly isFirst: boolean;
}

const ROW_BITS = 32;

/** The fields that RFC 9293 Figure 1 draws: flags one by one, each option as a whole. */
function drawnFields(tcp: Field): readonly Field[] {
  return tcp.children
    .filter((field) => field.derived !== true)
    .flatMap((field) => {
      const isDivided = field.id === "tcp.flags" || field.id === "tcp.options";
      return isDivided && field.children.length > 0
        ? field.children.filter((child) => child.derived !== true)
        : [field];
    });
}

function bitRange(field: Field, headerStart: number): readonly [from: number, to: number] {
  const start = 8 * (field.start - headerStart);
  if (field.bits) return [start + field.bits.from, start + field.bits.to];
  return [start, 8 * (field.end - headerStart)];
}

/** A header's fields laid out in rows of 32 bits, as RFC 9293 §3.1 draws it. `tcp` is a protocol field. */
export function headerDiagram(tcp: Field): readonly DiagramCell[] {
  return drawnFields(tcp).flatMap((field) => {
    const [start, end] = bitRange(field, tcp.start);
    const cells: DiagramCell[] = [];
    for (let bit = start; bit < end; ) {
      const row = Math.floor(bit / ROW_BITS);
      const stop = Math.min(end, (row + 1) * ROW_BITS);
      cells.push({ field, row, from: bit % ROW_BITS, width: stop - bit, isFirst: bit === start });
      bit = stop;
    }
    return cells;
  });
}
