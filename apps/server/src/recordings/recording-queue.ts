import { ApiError } from "../errors/api-error.ts";

export interface QueueLimits {
  /** Recordings that are written at the same time. */
  readonly atOnce: number;
  /** Requests that wait for their turn. */
  readonly waiting: number;
  /** Bytes of recordings that were written and not yet taken by their clients; beyond, none is begun. */
  readonly untakenBytes: number;
}

/** Writes one recording; rejects when the signal aborts. */
export type Write = (signal: AbortSignal) => Promise<Uint8Array>;

/** After so many seconds it is worth asking again; a recording takes a second or a few. */
const RETRY_S = 5;

/** Lets recordings be written, but only so many at once and so many bytes of them in memory. */
export class RecordingQueue {
  readonly #limits: QueueLimits;
  readonly #stop = new AbortController();
  /** Who waits, longest first; called with their turn already taken. */
  readonly #waiting = new Set<() => void>();
  #writing = 0;
  #untakenBytes = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** How many recordings are being written, and how many wait. */
  get counts(): ReadonlyMap<string, number> {
    return new Map([
      ["writing", this.#writing],
      ["waiting", this.#waiting.size],
    ]);
  }

  /**
   * Resolves with what `write` has written, in turn. It counts as untaken until `taken` aborts, which must happen
   * once the client has it all or is gone; before that it ends the waiting and the writing.
   * @throws ApiError `too_many_requests` or `shutting_down`; what `write` throws; the reason of `taken`
   */
  async add(write: Write, taken: AbortSignal): Promise<Uint8Array> {
    const signal = AbortSignal.any([taken, this.#stop.signal]);
    await this.#turn(signal);
    try {
      const recording = await write(signal);
      signal.throwIfAborted();
      this.#keepUntil(taken, recording.length);
      return recording;
    } finally {
      this.#writing -= 1;
      this.#beginWaiting();
    }
  }

  /** Ends all writing and waiting, and refuses what comes later. */
  stop(): void {
    this.#stop.abort(new ApiError("shutting_down"));
  }

  /** Resolves when it is the caller's turn to write, which it then has until it counts itself out. */
  async #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#hasRoom()) {
      this.#writing += 1;
      return;
    }
    if (this.#waiting.size >= this.#limits.waiting) throw tooMany();
    await new Promise<void>((resolve, reject) => {
      this.#waiting.add(resolve);
      signal.addEventListener("abort", () => {
        if (this.#waiting.delete(resolve)) reject(signal.reason);
      });
    });
  }

  #keepUntil(taken: AbortSignal, bytes: number): void {
    this.#untakenBytes += bytes;
    taken.addEventListener("abort", () => {
      this.#untakenBytes -= bytes;
      this.#beginWaiting();
    });
  }

  #beginWaiting(): void {
    for (const begin of this.#waiting) {
      if (!this.#hasRoom()) return;
      this.#waiting.delete(begin);
      this.#writing += 1;
      begin();
    }
  }

  #hasRoom(): boolean {
    return this.#writing < this.#limits.atOnce && this.#untakenBytes <= this.#limits.untakenBytes;
  }
}

function tooMany(): ApiError {
  return new ApiError(
    "too_many_requests",
    { seconds: RETRY_S },
    `As many recordings as the server can write at once are being written. Try again in ${RETRY_S} s.`,
  );
}
