import type { ByteString } from "./byte-string.ts";
import { FilterFault } from "./problem.ts";
import type { SliceToken } from "./tree.ts";

/** From `start` on, counted from the end where it is negative; `length` null: to the end. */
interface Range {
  readonly start: number;
  readonly length: number | null;
}

const SHAPE = /^\s*(-?\d{1,5})?\s*(?:(:|-)\s*(-?\d{1,5})?)?\s*$/;

/** `0`, `0:4` (offset and length), `0-3` (first and last), `:4`, `4:`; @throws FilterFault */
function rangeOf(text: string, token: SliceToken): Range {
  const refuse = () => new FilterFault("bad_slice", token, { found: text.trim() });
  const match = SHAPE.exec(text);
  if (match === null) throw refuse();
  const [, first, sign, second] = match;
  if (first === undefined && second === undefined) throw refuse();
  const start = Number(first ?? 0);
  if (sign === undefined) return { start, length: 1 };
  if (second === undefined) {
    if (sign === "-") throw refuse();
    return { start, length: null };
  }
  const length = sign === ":" ? Number(second) : Number(second) - start + 1;
  const isSameSide = sign === ":" || start < 0 === Number(second) < 0;
  if (length <= 0 || !isSameSide) throw refuse();
  return { start, length };
}

function partOf({ bytes, length }: ByteString, range: Range): ByteString | null {
  const start = range.start < 0 ? length + range.start : range.start;
  const size = range.length ?? length - start;
  if (start < 0 || size <= 0 || start + size > length) return null;
  const part = bytes.subarray(start, start + size);
  const isCut = part.length < size;
  return isCut && (range.length !== null || part.length === 0) ? null : { bytes: part, length: size };
}

function joined(parts: readonly ByteString[]): ByteString {
  const bytes = parts.flatMap((part) => [...part.bytes]);
  return { bytes: Uint8Array.from(bytes), length: parts.reduce((sum, part) => sum + part.length, 0) };
}

/**
 * What `[0:4]` or `[0,2-3]` cuts out of bytes: null where there are fewer of them on the wire; cut bytes where the
 * frame was cut.
 * @throws FilterFault
 */
export function slicer(token: SliceToken): (whole: ByteString) => ByteString | null {
  const ranges = token.text.split(",").map((part) => rangeOf(part, token));
  const [only] = ranges;
  if (only !== undefined && ranges.length === 1) return (whole) => partOf(whole, only);
  return (whole) => {
    const parts: ByteString[] = [];
    for (const range of ranges) {
      const part = partOf(whole, range);
      if (part === null || part.bytes.length < part.length) return null;
      parts.push(part);
    }
    return joined(parts);
  };
}
