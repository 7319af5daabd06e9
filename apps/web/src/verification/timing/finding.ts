import type { ComparisonMethod, TimedMethod } from "@wirestage/protocol";
import { type Interval, median, medianInterval } from "./statistics.ts";

/** What was measured says of one way to compare: whether its time tells how much of an answer is right. */
export type Finding =
  | { readonly kind: "tooFew" }
  /** The more bytes agree, the longer it takes: byte by byte an answer can be found. */
  | { readonly kind: "eachByte"; readonly difference: Interval; readonly perByteNs: number }
  /** Whether the first bytes agree is seen, but not how many of the later ones. */
  | { readonly kind: "beginning"; readonly difference: Interval; readonly later: Interval }
  /** There is a difference, but not one that grows with the bytes that agree. */
  | { readonly kind: "uneven"; readonly difference: Interval }
  | { readonly kind: "notSeen"; readonly difference: Interval };

/** How long one wrong answer took, and how many of its bytes were right. */
type Timing = TimedMethod["timings"][number];

/** Compares the answers with fewest, second fewest and most right bytes, batches of the same round with each other. */
export function findingOf({ timings }: TimedMethod): Finding {
  const ordered = timings.toSorted((one, other) => one.agreeing - other.agreeing);
  const [none, some] = ordered;
  const most = ordered.at(-1);
  if (none === undefined || some === undefined || most === undefined) return { kind: "tooFew" };
  const difference = medianInterval(differences(none, most));
  const later = medianInterval(differences(some, most));
  if (difference === null || later === null) return { kind: "tooFew" };
  if (holdsZero(difference)) return { kind: "notSeen", difference };
  if (difference.low > 0 && later.low > 0 && grows(ordered)) {
    const perByteNs = difference.estimate / (most.agreeing - none.agreeing);
    return { kind: "eachByte", difference, perByteNs };
  }
  return difference.low > 0 && holdsZero(later)
    ? { kind: "beginning", difference, later }
    : { kind: "uneven", difference };
}

/** By how much one more right byte, or a right beginning, lengthens a comparison, in ns; null where that is not seen. */
export function advantageNs(finding: Finding): number | null {
  switch (finding.kind) {
    case "eachByte":
      return finding.perByteNs;
    case "beginning":
    case "uneven":
      return Math.abs(finding.difference.estimate);
    case "notSeen":
    case "tooFew":
      return null;
    default:
      return finding satisfies never;
  }
}

/** So many standard errors must lie between two means, for one guess to stand out among 256. */
const STANDARD_ERRORS = 3;

/**
 * How many replies must be averaged for each guess until a difference of `advantage` shows in times that spread by
 * `spread` (a standard deviation, both in ns): (z·σ/δ)², were all replies independent.
 */
export function repliesNeeded(spread: number, advantage: number): number {
  return Math.max(1, Math.ceil(((STANDARD_ERRORS * spread) / advantage) ** 2));
}

export interface MethodFinding {
  readonly method: ComparisonMethod;
  readonly finding: Finding;
}

/** Within a round both are measured soon after each other, so that what slows the machine down slows both. */
function differences(fewer: Timing, more: Timing): number[] {
  const rounds = Math.min(fewer.nanoseconds.length, more.nanoseconds.length);
  return more.nanoseconds.slice(0, rounds).map((ns, round) => ns - (fewer.nanoseconds[round] ?? 0));
}

function holdsZero({ low, high }: Interval): boolean {
  return low <= 0 && high >= 0;
}

function grows(ordered: readonly Timing[]): boolean {
  const medians = ordered.map(({ nanoseconds }) => median(nanoseconds));
  return medians.every((value, index) => index === 0 || value > (medians[index - 1] ?? value));
}
