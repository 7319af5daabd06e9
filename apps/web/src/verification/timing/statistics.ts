/** The value below which the part `p` of `sorted` lies, between neighbours in proportion. NaN where there is none. */
export function quantile(sorted: readonly number[], p: number): number {
  const place = p * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export function ascending(values: readonly number[]): number[] {
  return values.toSorted((one, other) => one - other);
}

export function median(values: readonly number[]): number {
  return quantile(ascending(values), 0.5);
}

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** 99.9 % of a normal distribution lie within so many standard deviations. */
const Z = 3.29;
/** With fewer values the interval would be all of them. */
const FEWEST = 30;

/**
 * The median of `values` and the interval that holds the true one with 99.9 %, from the order of the values alone (sign
 * test), so that it does not matter how they are distributed. Null where there are too few.
 */
export function medianInterval(values: readonly number[]): Interval | null {
  const sorted = ascending(values);
  if (sorted.length < FEWEST) return null;
  const reach = (Z * Math.sqrt(sorted.length)) / 2;
  const first = Math.max(0, Math.floor(sorted.length / 2 - reach));
  const low = sorted[first];
  const high = sorted[sorted.length - 1 - first];
  if (low === undefined || high === undefined) return null;
  return { estimate: quantile(sorted, 0.5), low, high };
}
