const LEAST_PAUSE_MS = 1_000;

export interface AnnouncementQueueParts {
  readonly nowMs: () => number;
  readonly after: (ms: number, action: () => void) => () => void;
  readonly speak: (text: string) => void;
}

/** Lets at most one text a second through to a live region; of those that wait only the newest is spoken. */
export class AnnouncementQueue {
  #lastMs = Number.NEGATIVE_INFINITY;
  #waiting: string | null = null;
  #cancel: (() => void) | null = null;
  readonly #parts: AnnouncementQueueParts;

  constructor(parts: AnnouncementQueueParts) {
    this.#parts = parts;
  }

  say(text: string): void {
    this.#waiting = text;
    const pause = Math.max(0, this.#lastMs + LEAST_PAUSE_MS - this.#parts.nowMs());
    if (pause === 0) this.#speak();
    else this.#cancel ??= this.#parts.after(pause, () => this.#speak());
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #speak(): void {
    this.close();
    if (this.#waiting === null) return;
    this.#lastMs = this.#parts.nowMs();
    this.#parts.speak(this.#waiting);
    this.#waiting = null;
  }
}
