import type { Field } from "./field.ts";

/** Which bits of the byte at `offset` belong to a field, as a mask; a derived field has none. */
function maskAt({ start, end, bits, derived }: Field, offset: number): number {
  if (derived === true || offset < start || offset >= end) return 0;
  if (bits === undefined) return 0xff;
  const before = 8 * (offset - start);
  const from = Math.max(0, bits.from - before);
  const to = Math.min(8, bits.to - before);
  return to <= from ? 0 : (0xff >>> from) & ~(0xff >>> to);
}

/**
 * The ways from `root` down to the smallest fields that have bits in a byte: one for most bytes, several where
 * fields share it. A field whose children leave some of its bits in that byte unnamed is itself such an end.
 * @param offset of the byte from the start of the frame
 */
export function fieldPathsAt(root: Field, offset: number): readonly (readonly Field[])[] {
  const mask = maskAt(root, offset);
  if (mask === 0) return [];
  const covered = root.children.reduce((sum, child) => sum | maskAt(child, offset), 0);
  const own = (covered & mask) === mask ? [] : [[root]];
  const below = root.children.flatMap((child) => fieldPathsAt(child, offset));
  return [...own, ...below.map((path) => [root, ...path])];
}
