import { monotonicNow } from "@wirestage/linux";
import TinyQueue from "tinyqueue";

export interface Alarm {
  cancel(): void;
}

interface Entry {
  readonly at: bigint;
  /** Null once it has rung or was cancelled. */
  ring: (() => void) | null;
}

/** Fewer cancelled alarms than this are not worth a walk over the queue. */
const FEW_CANCELLED = 64;

const byTime = (a: Entry, b: Entry) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

/** Everything that this process waits for, in order of time, behind the one deadline of the reactor. */
export class Alarms {
  #queue = new TinyQueue<Entry>([], byTime);
  #cancelled = 0;
  readonly #setDeadline: (at: bigint | null) => void;

  constructor(setDeadline: (at: bigint | null) => void) {
    this.#setDeadline = setDeadline;
  }

  /** Alarms that are kept, cancelled ones included. */
  get size(): number {
    return this.#queue.length;
  }

  /** Rings once, at `at` (CLOCK_MONOTONIC, ns) or as soon after as the process runs; never before. */
  at(at: bigint, ring: () => void): Alarm {
    const entry: Entry = { at, ring };
    this.#queue.push(entry);
    this.#arm();
    return { cancel: () => this.#cancel(entry) };
  }

  /** To be called when the deadline has come. An alarm set while ringing waits for the next deadline, be it past or not. */
  ring(): void {
    for (const entry of this.#takeDue(monotonicNow())) {
      const { ring } = entry;
      entry.ring = null;
      ring?.();
    }
    this.#arm();
  }

  #takeDue(now: bigint): Entry[] {
    const due: Entry[] = [];
    for (let next = this.#queue.peek(); next && next.at <= now; next = this.#queue.peek()) {
      this.#pop();
      due.push(next);
    }
    return due;
  }

  #cancel(entry: Entry): void {
    if (entry.ring === null) return;
    entry.ring = null;
    this.#cancelled += 1;
    if (this.#cancelled > FEW_CANCELLED && this.#cancelled > this.#queue.length / 2) this.#sweep();
  }

  /** An alarm far ahead that is set anew with every frame would otherwise fill the queue until its time comes. */
  #sweep(): void {
    this.#queue = new TinyQueue(
      this.#queue.data.filter(({ ring }) => ring !== null),
      byTime,
    );
    this.#cancelled = 0;
  }

  #pop(): void {
    if (this.#queue.pop()?.ring === null) this.#cancelled -= 1;
  }

  #arm(): void {
    while (this.#queue.peek()?.ring === null) this.#pop();
    this.#setDeadline(this.#queue.peek()?.at ?? null);
  }
}
