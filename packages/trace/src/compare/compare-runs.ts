import type { TraceLog } from "../log.ts";
import { align } from "./align.ts";
import { type Skeleton, type SkeletonPoint, skeletonOf } from "./skeleton.ts";

export type Side = "left" | "right";

/**
 * Where two runs differ. `outcome`: the same thing came to another end. `instead`: something else happened. `only`: it
 * happened on one side alone. `further`: one side's story goes on where the other's has stopped, which need not mean
 * that they differ.
 */
export type RunDifference =
  | { readonly kind: "outcome"; readonly left: SkeletonPoint; readonly right: SkeletonPoint }
  | { readonly kind: "instead"; readonly left: SkeletonPoint; readonly right: SkeletonPoint }
  | {
      readonly kind: "only" | "further";
      readonly side: Side;
      readonly point: SkeletonPoint;
      /** How many things in a row, `point` being the first. */
      readonly count: number;
    };

export interface MatchedPoints {
  readonly left: SkeletonPoint;
  readonly right: SkeletonPoint;
}

export interface RunComparison {
  /** In the order of the story. */
  readonly differences: readonly RunDifference[];
  /** What both tell, in the order of the left one. */
  readonly matches: readonly MatchedPoints[];
}

/** What two runs tell differently, whatever their ports, first sequence numbers and times. */
export function compareRuns(left: TraceLog, right: TraceLog): RunComparison {
  const skeletons = { left: skeletonOf(left), right: skeletonOf(right) };
  const lanes = new Set([...skeletons.left.keys(), ...skeletons.right.keys()]);
  const compared = [...lanes].map((lane) =>
    compareLane(pointsIn(skeletons.left, lane), pointsIn(skeletons.right, lane)),
  );
  const matches = compared.flatMap((lane) => lane.matches).sort((a, b) => a.left.seq - b.left.seq);
  const clock = new StoryClock(matches);
  const differences = compared
    .flatMap((lane) => lane.differences)
    .map((difference) => ({ difference, at: clock.placeOf(difference) }))
    .sort((a, b) => a.at - b.at)
    .map(({ difference }) => difference);
  return { differences, matches };
}

/**
 * How much later than on the left the story of the right run is told, in ns, where they part or, if they do not, at the
 * end: taken off the right one's times, both stories stand beside each other there.
 */
export function lagOfRight({ differences, matches }: RunComparison): number {
  const parting = differences.find(({ kind }) => kind !== "further");
  if (parting && "left" in parting) return parting.right.t - parting.left.t;
  const place = parting ? new StoryClock(matches).placeOf(parting) : Number.POSITIVE_INFINITY;
  const last = matches.findLast(({ left }) => left.seq <= place);
  return last ? last.right.t - last.left.t : 0;
}

function pointsIn(skeleton: Skeleton, lane: string): readonly SkeletonPoint[] {
  return skeleton.get(lane) ?? [];
}

function compareLane(left: readonly SkeletonPoint[], right: readonly SkeletonPoint[]): RunComparison {
  const pairs = align(
    left.map(({ what }) => what),
    right.map(({ what }) => what),
  );
  const matches: MatchedPoints[] = [];
  const differences: RunDifference[] = [];
  let from = { left: 0, right: 0 };
  for (const [l, r] of pairs) {
    differences.push(...differenceBetween(left.slice(from.left, l), right.slice(from.right, r), "only"));
    from = { left: l + 1, right: r + 1 };
    const pair = matched(left[l], right[r]);
    if (!pair) continue;
    matches.push(pair);
    if (endsOtherwise(pair)) differences.push({ kind: "outcome", ...pair });
  }
  differences.push(...differenceBetween(left.slice(from.left), right.slice(from.right), "further"));
  return { differences, matches };
}

function matched(left: SkeletonPoint | undefined, right: SkeletonPoint | undefined): MatchedPoints | null {
  return left && right ? { left, right } : null;
}

/** What is still open on one side may yet come to the same end. */
function endsOtherwise({ left, right }: MatchedPoints): boolean {
  return left.outcome !== null && right.outcome !== null && left.outcome !== right.outcome;
}

/** Between two things that both tell; at the end of a lane, where only one side goes on, it goes further. */
function differenceBetween(
  left: readonly SkeletonPoint[],
  right: readonly SkeletonPoint[],
  alone: "only" | "further",
): RunDifference[] {
  const ours = left.filter(({ isLoose }) => !isLoose);
  const theirs = right.filter(({ isLoose }) => !isLoose);
  const [first] = ours;
  const [other] = theirs;
  if (first && other) return [{ kind: "instead", left: first, right: other }];
  if (first) return [{ kind: alone, side: "left", point: first, count: ours.length }];
  if (other) return [{ kind: alone, side: "right", point: other, count: theirs.length }];
  return [];
}

/** Tells where on the left something of the right run belongs, by what both tell before it. */
class StoryClock {
  readonly #byRight: readonly MatchedPoints[];

  constructor(matches: readonly MatchedPoints[]) {
    this.#byRight = [...matches].sort((a, b) => a.right.seq - b.right.seq);
  }

  placeOf(difference: RunDifference): number {
    switch (difference.kind) {
      case "outcome":
        return this.#placeOfOutcome(difference);
      case "instead":
        return difference.left.seq;
      case "only":
      case "further": {
        const { side, point } = difference;
        return side === "left" ? point.seq : this.#onLeft(point.seq);
      }
      default:
        return difference satisfies never;
    }
  }

  /** That a frame was lost comes before all that it led to, be it lost sooner than the other was delivered or later. */
  #placeOfOutcome({ left, right }: MatchedPoints): number {
    if (left.subject.kind !== "frame") return left.endSeq;
    return Math.min(left.endSeq, this.#onLeft(right.endSeq));
  }

  /** Right after the last thing that both tell before it. */
  #onLeft(seq: number): number {
    let low = 0;
    let high = this.#byRight.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const match = this.#byRight[middle];
      if (match && match.right.seq < seq) low = middle + 1;
      else high = middle;
    }
    return (this.#byRight[low - 1]?.left.seq ?? -1) + 0.5;
  }
}
