import { AGREEING_BYTES, COMPARED_BYTES, type TimedMethod } from "@wirestage/protocol";
import { COMPARISONS } from "./comparisons.ts";

export interface TimingMachine {
  /** In ns, from any beginning. */
  readonly clock: () => bigint;
  /** A whole number from 0 to below `limit`. */
  readonly random: (limit: number) => number;
}

export interface TimingExtent {
  /** Batches of each method and each number of agreeing bytes. */
  readonly rounds: number;
  /** What one batch is to take, in ns. */
  readonly batchNs: number;
  /** No round begins later than this, in ns from the beginning. */
  readonly budgetNs: number;
}

/** One method and one number of agreeing bytes, and what was measured of them. */
interface Cell {
  readonly comparison: (typeof COMPARISONS)[number];
  readonly agreeing: number;
  readonly batch: number;
  readonly nanoseconds: number[];
}

/** Comparisons before those that are timed: what was done before them must not make the first ones slower. */
export const WARMING = 32;

/**
 * Times the comparisons of Node. A single one is shorter than the clock's step, so batches are timed. In each round
 * every method meets every wrong answer once, in random order, so that what slows the machine down slows all of them;
 * all answers stand at one address, so that memory makes no difference.
 */
export function timeComparisons(machine: TimingMachine, extent: TimingExtent): TimedMethod[] {
  const { clock, random } = machine;
  const begin = clock();
  const right = Buffer.from(Array.from({ length: COMPARED_BYTES }, () => random(256)));
  const answer = Buffer.alloc(COMPARED_BYTES);
  const clockStepNs = clockStep(clock);
  const cells = COMPARISONS.flatMap((comparison) => {
    const batch = batchOf(comparison, { right, answer, clock, batchNs: extent.batchNs });
    return AGREEING_BYTES.map((agreeing): Cell => ({ comparison, agreeing, batch, nanoseconds: [] }));
  });
  for (let round = 0; round < extent.rounds; round += 1) {
    if (Number(clock() - begin) > extent.budgetNs) break;
    for (const cell of shuffled(cells, random)) {
      writeWrongAnswer(answer, right, cell.agreeing, random);
      cell.comparison.repeat(right, answer, WARMING);
      const from = clock();
      cell.comparison.repeat(right, answer, cell.batch);
      cell.nanoseconds.push(rounded(Number(clock() - from) / cell.batch));
    }
  }
  return COMPARISONS.map(({ method }) => {
    const own = cells.filter(({ comparison }) => comparison.method === method);
    const timings = own.map(({ agreeing, nanoseconds }) => ({ agreeing, nanoseconds }));
    return { method, batch: own[0]?.batch ?? 1, clockStepNs, timings };
  });
}

/** Agrees with `right` in the first `agreeing` bytes and differs in the next; what follows is random. */
export function writeWrongAnswer(
  answer: Buffer,
  right: Buffer,
  agreeing: number,
  random: TimingMachine["random"],
): void {
  const changed = 1 + random(255);
  for (let at = 0; at < answer.length; at += 1) {
    // All of it is drawn and some thrown away: whatever the answer, the processor has done the same before.
    const drawn = random(256);
    answer[at] = at < agreeing ? (right[at] ?? 0) : drawn;
  }
  answer[agreeing] = (right[agreeing] ?? 0) ^ changed;
}

interface Trial {
  readonly right: Buffer;
  readonly answer: Buffer;
  readonly clock: TimingMachine["clock"];
  readonly batchNs: number;
}

const FIRST_BATCH = 256;
const LARGEST_BATCH = 1 << 20;

/** So many comparisons that they take `batchNs`; on the way there the loop is compiled for good. */
function batchOf({ repeat }: (typeof COMPARISONS)[number], trial: Trial): number {
  const { right, answer, clock, batchNs } = trial;
  right.copy(answer);
  for (let warm = 0; warm < 64; warm += 1) repeat(right, answer, FIRST_BATCH);
  for (let batch = FIRST_BATCH; batch < LARGEST_BATCH; batch *= 2) {
    const from = clock();
    repeat(right, answer, batch);
    if (Number(clock() - from) >= batchNs) return batch;
  }
  return LARGEST_BATCH;
}

/** The smallest difference between two readings of the clock that are not the same. */
function clockStep(clock: TimingMachine["clock"]): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let reading = 0; reading < 2_000; reading += 1) {
    const step = Number(-clock() + clock());
    if (step > 0 && step < smallest) smallest = step;
  }
  return Number.isFinite(smallest) ? smallest : 0;
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: TimingMachine["random"]): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random(last + 1);
    const [one, two] = [order[last], order[other]];
    if (one !== undefined && two !== undefined) {
      order[last] = two;
      order[other] = one;
    }
  }
  return order;
}

/** To thousandths of a nanosecond. */
function rounded(nanoseconds: number): number {
  return Math.round(nanoseconds * 1_000) / 1_000;
}
