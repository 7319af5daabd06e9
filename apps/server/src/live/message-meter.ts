import type { Timers } from "../timers.ts";

/** `over` is refused and forgiven; `flood` is not. */
export type Verdict = "allowed" | "over" | "flood";

/** Counts one connection's messages: a bucket that holds a second's worth and fills up at that rate. */
export class MessageMeter {
  readonly #perSecond: number;
  readonly #timers: Timers;
  #left: number;
  #over = 0;
  #since: number;

  constructor(perSecond: number, timers: Timers) {
    this.#perSecond = perSecond;
    this.#timers = timers;
    this.#left = perSecond;
    this.#since = timers.now();
  }

  /** Counts one message; as many refused as may be sent in a second, with none allowed between, are a flood. */
  count(): Verdict {
    this.#refill();
    if (this.#left >= 1) {
      this.#left -= 1;
      this.#over = 0;
      return "allowed";
    }
    this.#over += 1;
    return this.#over > this.#perSecond ? "flood" : "over";
  }

  #refill(): void {
    const now = this.#timers.now();
    const gained = ((now - this.#since) / 1_000) * this.#perSecond;
    this.#left = Math.min(this.#perSecond, this.#left + gained);
    this.#since = now;
  }
}
