import type { Cancel, Timers } from "../timers.ts";

interface Alarm {
  readonly at: number;
  readonly run: () => void;
}

/** Time that passes only when a test says so. */
export class ManualTimers implements Timers {
  readonly #alarms = new Set<Alarm>();
  #now = 1_000;

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): Cancel {
    const alarm = { at: this.#now + ms, run };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Lets `ms` pass and runs all that falls due, in order. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (let due = this.#nextDue(until); due !== undefined; due = this.#nextDue(until)) {
      this.#alarms.delete(due);
      this.#now = due.at;
      due.run();
    }
    this.#now = until;
  }

  #nextDue(until: number): Alarm | undefined {
    return [...this.#alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }
}
