/** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1;
      const ways = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change];
      next.push(Math.min(...ways));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Words longer than any name here are not compared. */
const LONGEST = 40;

/** What may have been meant by `word`, likeliest first; upper and lower case count little. */
export function nearest(word: string, candidates: readonly string[]): readonly string[] {
  if (word.length > LONGEST) return [];
  const lower = word.toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, off: distance(lower, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, off }) => off <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)),
    )
    .sort((a, b) => a.off - b.off)
    .map(({ candidate }) => candidate);
}
