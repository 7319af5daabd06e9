/** How many letters one must change, add or leave out to make `b` of `a`, at most `most` + 1 (Levenshtein). */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? most + 1;
}

/** Beyond it, two names are not alike. */
const MOST = 2;
const LONGEST = 40;

/** The name that `text` is most likely to stand for: one whose last part it is, or one that is spelt nearly so. */
export function nearestName(text: string, names: readonly string[]): string | null {
  const wanted = text.toLowerCase();
  if (wanted.length > LONGEST) return null;
  const byEnd = names.find((name) => name === wanted || name.endsWith(`.${wanted}`));
  if (byEnd !== undefined) return byEnd;
  let best: { readonly name: string; readonly distance: number } | null = null;
  for (const name of names) {
    const found = distance(wanted, name, MOST);
    const isNearer = found <= MOST && found < name.length / 2 && found < (best?.distance ?? MOST + 1);
    if (isNearer) best = { name, distance: found };
  }
  return best?.name ?? null;
}
