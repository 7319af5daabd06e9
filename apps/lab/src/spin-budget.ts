/** The share of all time that may be spent on waiting busily. */
const SHARE = 0.05;
/** What is saved up at most, in ns: enough for a burst of some tens of frames. */
const MOST_NS = 5_000_000;

/**
 * How long the process may wait busily, for all its labs together: while one of them does, the others wait too.
 * Clock: any one in ns that only goes forward and is the same for all who ask.
 */
export class SpinBudget {
  readonly #now: () => bigint;
  #leftNs = MOST_NS;
  #seen: bigint;

  constructor(now: () => bigint) {
    this.#now = now;
    this.#seen = now();
  }

  affords(ns: number): boolean {
    this.#refill();
    return ns <= this.#leftNs;
  }

  /** To be told of every wait, with what it took. */
  spend(ns: number): void {
    this.#refill();
    this.#leftNs = Math.max(0, this.#leftNs - ns);
  }

  #refill(): void {
    const now = this.#now();
    this.#leftNs = Math.min(MOST_NS, this.#leftNs + Number(now - this.#seen) * SHARE);
    this.#seen = now;
  }
}
