import { monotonicNow } from "@wirestage/linux";
import TinyQueue from "tinyqueue";

export interface Alarm {
  cancel(): void;
}

interface Entry {
  readonly at: bigint;
  ring: (() => void) | null;
}

const byTime = (a: Entry, b: Entry) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/** Everything that this process waits for, in order of time, behind the one deadline of the reactor. */
export class Alarms {
  readonly #queue = new TinyQueue<Entry>([], byTime);
  readonly #setDeadline: (at: bigint | null) => void;

  constructor(setDeadline: (at: bigint | null) => void) {
    this.#setDeadline = setDeadline;
  }

  /** Rings once, at `at` (CLOCK_MONOTONIC, ns) or as soon after as the process runs; never before. */
  at(at: bigint, ring: () => void): Alarm {
    const entry: Entry = { at, ring };
    this.#queue.push(entry);
    this.#arm();
    return {
      cancel: () => {
        entry.ring = null;
      },
    };
  }

  /** To be called when the deadline has come. An alarm set while ringing waits for the next deadline. */
  ring(): void {
    const now = monotonicNow();
    for (let next = this.#queue.peek(); next && next.at <= now; next = this.#queue.peek()) {
      this.#queue.pop();
      next.ring?.();
    }
    this.#arm();
  }

  #arm(): void {
    while (this.#queue.peek()?.ring === null) this.#queue.pop();
    this.#setDeadline(this.#queue.peek()?.at ?? null);
  }
}
