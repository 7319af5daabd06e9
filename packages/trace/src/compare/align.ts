/** Indices of two sequences that belong together, rising in both. */
export type Alignment = readonly (readonly [left: number, right: number])[];

/** Two sequences further apart than by so many insertions and deletions are not compared to their end. */
const MOST_EDITS = 500;

/**
 * The longest common subsequence of two sequences of names (E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations", 1986). Costs O((n + m) · d) time for d differences and no more than `MOST_EDITS`² memory; of sequences
 * that differ by more, only the beginning and the end that they share belong together.
 */
export function align(left: readonly string[], right: readonly string[]): Alignment {
  const before = sharedStart(left, right);
  const after = sharedEnd(left.slice(before), right.slice(before));
  const middle = shortestEdit(
    left.slice(before, left.length - after),
    right.slice(before, right.length - after),
  );
  return [
    ...range(before, (at) => [at, at] as const),
    ...middle.map(([l, r]) => [l + before, r + before] as const),
    ...range(after, (at) => [left.length - after + at, right.length - after + at] as const),
  ];
}

function range<T>(length: number, make: (at: number) => T): T[] {
  return Array.from({ length }, (_, at) => make(at));
}

function sharedStart(left: readonly string[], right: readonly string[]): number {
  const most = Math.min(left.length, right.length);
  let count = 0;
  while (count < most && left[count] === right[count]) count += 1;
  return count;
}

function sharedEnd(left: readonly string[], right: readonly string[]): number {
  const most = Math.min(left.length, right.length);
  let count = 0;
  while (count < most && left.at(-1 - count) === right.at(-1 - count)) count += 1;
  return count;
}

/** Furthest index of `left` reached on diagonal `k` (left index less right index), for each `k`. */
type Reached = ReadonlyMap<number, number>;
const BEFORE_ALL: Reached = new Map([[1, 0]]);

function shortestEdit(left: readonly string[], right: readonly string[]): Alignment {
  const rounds: Reached[] = [];
  let reached = BEFORE_ALL;
  for (let edits = 0; edits <= Math.min(MOST_EDITS, left.length + right.length); edits += 1) {
    const next = new Map<number, number>();
    for (let k = -edits; k <= edits; k += 2) {
      const at = slide(left, right, startOn(k, edits, reached), k);
      next.set(k, at);
      if (at >= left.length && at - k >= right.length) return trace(rounds, left.length, right.length);
    }
    rounds.push(next);
    reached = next;
  }
  return [];
}

/** Whether diagonal `k` is best come to from the one above it, by leaving out a name of `right`. */
function comesDown(k: number, edits: number, reached: Reached): boolean {
  return k === -edits || (k !== edits && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
}

function startOn(k: number, edits: number, reached: Reached): number {
  return comesDown(k, edits, reached) ? (reached.get(k + 1) ?? 0) : (reached.get(k - 1) ?? -1) + 1;
}

function slide(left: readonly string[], right: readonly string[], from: number, k: number): number {
  let at = from;
  while (at < left.length && at - k < right.length && left[at] === right[at - k]) at += 1;
  return at;
}

/** Back from the end, round by round, to what was matched on the way. */
function trace(rounds: readonly Reached[], leftEnd: number, rightEnd: number): Alignment {
  const pairs: [number, number][] = [];
  let at = leftEnd;
  let k = leftEnd - rightEnd;
  for (let edits = rounds.length; edits >= 0; edits -= 1) {
    const before = rounds[edits - 1] ?? BEFORE_ALL;
    const start = startOn(k, edits, before);
    for (; at > start; at -= 1) pairs.push([at - 1, at - 1 - k]);
    const down = comesDown(k, edits, before);
    at = down ? start : start - 1;
    k += down ? 1 : -1;
  }
  return pairs.reverse();
}
