export interface SourceLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** A line of what was, of what is, or of both; the two texts of `same` may differ in how far they are indented. */
export type DifferenceRow =
  | { readonly kind: "same"; readonly before: SourceLine; readonly after: SourceLine }
  | { readonly kind: "removed"; readonly before: SourceLine }
  | { readonly kind: "added"; readonly after: SourceLine };

function linesOf(text: string): SourceLine[] {
  return text.split("\n").map((each, at) => ({ line: at + 1, text: each }));
}

/** What moves into a `try` is further in than before, and still the same line. */
function isSame(before: SourceLine, after: SourceLine): boolean {
  return before.text.trim() === after.text.trim();
}

/** `lengths[i][j]`: how many lines of `before` from i and of `after` from j can be kept at most. */
function keptLines(before: readonly SourceLine[], after: readonly SourceLine[]): number[][] {
  let below: number[] = new Array<number>(after.length + 1).fill(0);
  const lengths = [below];
  for (const left of before.toReversed()) {
    const row = new Array<number>(after.length + 1).fill(0);
    for (let j = after.length - 1; j >= 0; j--) {
      const right = after[j];
      const kept = right && isSame(left, right) ? (below[j + 1] ?? 0) + 1 : 0;
      row[j] = Math.max(kept, row[j + 1] ?? 0, below[j] ?? 0);
    }
    lengths.unshift(row);
    below = row;
  }
  return lengths;
}

/**
 * How to make `after` of `before` with the fewest lines removed and added: all lines of both, in order, removed ones
 * before the added ones of the same place. Time and memory grow with the product of their lengths: for programs of a
 * page, not for books.
 */
export function sourceDifference(before: string, after: string): DifferenceRow[] {
  const left = linesOf(before);
  const right = linesOf(after);
  const kept = keptLines(left, right);
  const rows: DifferenceRow[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const [from, to] = [left[i], right[j]];
    if (from && to && isSame(from, to)) {
      rows.push({ kind: "same", before: from, after: to });
      i += 1;
      j += 1;
    } else if (from && (!to || (kept[i + 1]?.[j] ?? 0) >= (kept[i]?.[j + 1] ?? 0))) {
      rows.push({ kind: "removed", before: from });
      i += 1;
    } else if (to) {
      rows.push({ kind: "added", after: to });
      j += 1;
    }
  }
  return rows;
}
