import { NS_PER_MS, NS_PER_S, TRACE_START, type TraceTime, traceTime } from "@wirestage/trace";

/** Observations that the estimate is made of; the one that travelled fastest among them counts. */
const KEPT = 16;
/** A smaller error is worn off by running this much faster or slower, a larger one is jumped over. */
const SLEW = 0.1;
const JUMP_NS = NS_PER_S;

/**
 * The lab's clock as the page can tell it: what the server said, and the local monotonic time gone by since. A message
 * can only be late, never early, so of several observations the largest difference is the truest. Never runs backwards.
 */
export class TraceClock {
  #differences: number[] = [];
  #difference: number | null = null;
  #local = 0;
  #latest: TraceTime = TRACE_START;
  #running = false;

  /** The lab's clock stood at `now` when a message was sent that has arrived at `localMs`. */
  observe(now: TraceTime, localMs: number): void {
    if (!this.#running) this.#differences = [];
    this.#differences = [...this.#differences.slice(1 - KEPT), now - localMs * NS_PER_MS];
    if (!this.#running || this.#difference === null) {
      this.#difference = this.#target();
      this.#local = localMs;
    }
    this.#running = true;
  }

  /** Stands still until the next observation. */
  stop(localMs: number): void {
    this.at(localMs);
    this.#running = false;
  }

  at(localMs: number): TraceTime {
    if (!this.#running || this.#difference === null) return this.#latest;
    const elapsedNs = Math.max(0, localMs - this.#local) * NS_PER_MS;
    this.#local = Math.max(this.#local, localMs);
    this.#difference = slewed(this.#difference, this.#target(), elapsedNs);
    const estimate = Math.round(localMs * NS_PER_MS + this.#difference);
    this.#latest = traceTime(Math.max(this.#latest, estimate, 0));
    return this.#latest;
  }

  #target(): number {
    return Math.max(...this.#differences);
  }
}

function slewed(from: number, to: number, elapsedNs: number): number {
  const error = to - from;
  if (Math.abs(error) > JUMP_NS) return to;
  const most = elapsedNs * SLEW;
  return from + Math.max(-most, Math.min(most, error));
}
