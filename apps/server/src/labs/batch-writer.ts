import { LIMITS } from "@wirestage/protocol";
import type { TraceStore } from "./trace-store.ts";

export interface Batch {
  readonly from: number;
  readonly next: number;
  /** A `batch` message as UTF-8. */
  readonly bytes: Buffer;
}

/** Writes `batch` messages out of the stored text of events; watchers at the same place are given the same bytes. */
export class BatchWriter {
  readonly #store: TraceStore;
  #last: Batch | null = null;

  constructor(store: TraceStore) {
    this.#store = store;
  }

  /** Events from `from` on, at most `LIMITS.batchEvents`; `now` is trace time in ns. */
  write(from: number, now: number): Batch {
    if (this.#last?.from === from) return this.#last;
    const { text, next } = this.#store.slice(from, LIMITS.batchEvents);
    const message = `{"type":"batch","from":${from},"next":${next},"now":${now},"events":[${text}]}`;
    this.#last = { from, next, bytes: Buffer.from(message) };
    return this.#last;
  }

  /** To be called before each round of writing: by then the same place has more events and another `now`. */
  forget(): void {
    this.#last = null;
  }
}
