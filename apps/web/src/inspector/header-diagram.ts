import type { Field } from "@wirestage/wire";

/** A field, or the part of it that stands in one row of 32 bits; a field of several whole rows is one cell. */
export interface DiagramCell {
  readonly field: Field;
  readonly row: number;
  readonly rows: number;
  /** Bits from the row's start, and how many. */
  readonly from: number;
  readonly width: number;
  /** Whether this is the first part of the field; the others only go on. */
  readonly isFirst: boolean;
}

const ROW_BITS = 32;

/** Headers that are drawn in rows of 32 bits: RFC 791, 8200, 9293, 768, 792 and 4443. */
const DRAWN: ReadonlySet<string> = new Set(["ip", "ipv6", "tcp", "udp", "icmp", "icmpv6"]);

export function hasDiagram({ id }: Field): boolean {
  return DRAWN.has(id);
}

/** Fields of which the RFCs draw the parts: flags one by one, each option as a whole. */
const DIVIDED: ReadonlySet<string> = new Set(["tcp.flags", "tcp.options", "ip.flags", "icmpv6.nd.na.flag"]);

/** What an ICMP message carries behind its own header: the packet that it quotes, or data. */
function isBody({ id }: Field): boolean {
  return DRAWN.has(id) || id === "data.data" || id.endsWith(".payload") || id === "icmpv6.opt";
}

function drawnFields(header: Field): readonly Field[] {
  return header.children
    .filter((field) => field.derived !== true && !isBody(field))
    .flatMap((field) => {
      const isDivided = DIVIDED.has(field.id) && field.children.length > 0;
      return isDivided ? field.children.filter((child) => child.derived !== true) : [field];
    });
}

function bitRange(field: Field, headerStart: number): readonly [from: number, to: number] {
  const start = 8 * (field.start - headerStart);
  if (field.bits) return [start + field.bits.from, start + field.bits.to];
  return [start, 8 * (field.end - headerStart)];
}

/** A header's fields laid out in rows of 32 bits, as its RFC draws them. `header` is a protocol field. */
export function headerDiagram(header: Field): readonly DiagramCell[] {
  return drawnFields(header).flatMap((field) => {
    const [start, end] = bitRange(field, header.start);
    const whole = start % ROW_BITS === 0 && end % ROW_BITS === 0;
    const place = { field, row: Math.floor(start / ROW_BITS), rows: 1 };
    if (whole && end > start) {
      return [{ ...place, rows: (end - start) / ROW_BITS, from: 0, width: ROW_BITS, isFirst: true }];
    }
    return brokenCells(field, start, end);
  });
}

function brokenCells(field: Field, start: number, end: number): DiagramCell[] {
  const cells: DiagramCell[] = [];
  for (let bit = start; bit < end; ) {
    const row = Math.floor(bit / ROW_BITS);
    const stop = Math.min(end, (row + 1) * ROW_BITS);
    const isFirst = bit === start;
    cells.push({ field, row, rows: 1, from: bit % ROW_BITS, width: stop - bit, isFirst });
    bit = stop;
  }
  return cells;
}
