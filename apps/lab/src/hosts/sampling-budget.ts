import { NS_PER_MS } from "@wirestage/trace";

/** So many frames may come at once and the kernel is still asked after each: more than a person looks at singly. */
const BURST = 256;
/** Beyond that it is asked once in so long, which a glance at the page does not miss. */
const INTERVAL_NS = 5 * NS_PER_MS;

/**
 * How often the kernel is asked what a frame has changed (a token bucket): after every one at the speed of people, and
 * now and then during a bulk transfer, where asking would take longer than everything else.
 */
export class SamplingBudget {
  #left = BURST;
  #filledAt = 0;

  /** Whether the kernel may be asked once more. @param now in ns, never less than before */
  take(now: number): boolean {
    const earned = (now - this.#filledAt) / INTERVAL_NS;
    this.#left = Math.min(BURST, this.#left + earned);
    this.#filledAt = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
