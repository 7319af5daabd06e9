import type { Layout } from "./slot.ts";

/**
 * Why bytes are not a header. `truncated`: they end too early; `cut`: the capture stored only the first bytes
 * (snap length), the wire had more; `malformed`: a field holds a value that cannot be.
 */
export interface DecodeProblem {
  readonly reason: "truncated" | "cut" | "malformed";
  /** Wireshark id of the field. */
  readonly field: string;
  /** Offset of the field from the first byte of the array given to the decoder. */
  readonly offset: number;
  /** What would have been right, as a number or a range of numbers (`">= 20"`); bytes if truncated or cut. */
  readonly expected: string;
  /** The value found; if truncated or cut, the number of bytes that are there for this field. */
  readonly found: number;
}

/** `end` is the offset of the first byte after the header. */
export type Decoded<Header> =
  | { readonly ok: true; readonly header: Header; readonly end: number }
  | { readonly ok: false; readonly problem: DecodeProblem };

export function decoded<Header>(header: Header, end: number): Decoded<Header> {
  return { ok: true, header, end };
}

export function malformed(field: string, offset: number, expected: string, found: number): Decoded<never> {
  return { ok: false, problem: { reason: "malformed", field, offset, expected, found } };
}

export function truncated(field: string, offset: number, expected: number, found: number): Decoded<never> {
  return { ok: false, problem: { reason: "truncated", field, offset, expected: `${expected}`, found } };
}

/** Names the first field of a fixed header at `start` that does not fit before `end`. */
export function truncatedIn(layout: Layout, start: number, end: number): Decoded<never> {
  const missing = Object.values(layout).find(({ at, size }) => start + at + size > end);
  if (missing === undefined) throw new RangeError(`All fields from ${start} fit before ${end}.`);
  const offset = start + missing.at;
  return truncated(missing.id, offset, missing.size, Math.max(0, end - offset));
}
