/** What a promise allows: of the value itself, or of its ratio to the baseline. */
export type Aim =
  | { readonly atMost: number }
  | { readonly atLeast: number }
  | { readonly ratioAtMost: number }
  | { readonly ratioAtLeast: number };

export interface Measurement {
  /** What was measured, with the statistic: "lab creation, median of 100". */
  readonly name: string;
  readonly value: number;
  readonly unit: "ns" | "µs" | "ms" | "s" | "1/s" | "B" | "kB" | "MB" | "fps";
  /** The same thing done barely, on this machine, in this run. */
  readonly baseline?: { readonly name: string; readonly value: number };
  readonly aim?: Aim;
}

/** Hands one measurement to `npm run bench`; run alone, a benchmark prints it. */
export function report(measurement: Measurement): void {
  process.stdout.write(`${JSON.stringify({ bench: measurement })}\n`);
}

/**
 * The value below which the share `p` of the samples lies (nearest rank).
 * @throws RangeError for no samples
 */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)];
  if (value === undefined) throw new RangeError("A percentile needs at least one sample.");
  return value;
}
