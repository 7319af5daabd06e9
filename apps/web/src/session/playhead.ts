import { TRACE_START, type TraceTime } from "@wirestage/trace";
import type { RequestFrame } from "./animation-frame.ts";
import { Listeners } from "./listeners.ts";
import type { Playhead } from "./session.ts";

/** A page that was hidden or stalled goes on from where it was instead of leaping ahead. */
const MAX_ELAPSED_MS = 250;

/** Moves what plays by the real time gone by; false when nothing moves any more. */
export type Advance = (elapsedMs: number) => boolean;

/**
 * Owns the animation frames: asks for the next one only while something plays or a listener has to be told. Events can
 * share one time, so the place is a time and, after a step, also how many events are in view.
 */
export class AnimatedPlayhead implements Playhead {
  #t: TraceTime = TRACE_START;
  #count: number | null = null;
  #lastMs: number | null = null;
  #untold = false;
  #cancel: (() => void) | null = null;
  #closed = false;
  readonly #moved = new Listeners<[TraceTime]>();
  readonly #requestFrame: RequestFrame;
  readonly #advance: Advance;

  constructor(requestFrame: RequestFrame, advance: Advance) {
    this.#requestFrame = requestFrame;
    this.#advance = advance;
  }

  readonly subscribe = this.#moved.subscribe;

  get t(): TraceTime {
    return this.#t;
  }

  /** How many events are in view where that is fewer than all up to `t`, else null. */
  get count(): number | null {
    return this.#count;
  }

  place(t: TraceTime, count: number | null = null): void {
    if (t === this.#t && count === this.#count) return;
    this.#t = t;
    this.#count = count;
    this.touch();
  }

  /** Listeners are to be told at the next frame, though the playhead may not have moved. */
  touch(): void {
    this.#untold = true;
    this.wake();
  }

  /** Something may be about to play. */
  wake(): void {
    if (this.#closed) return;
    this.#cancel ??= this.#requestFrame((ms) => this.#onFrame(ms));
  }

  close(): void {
    this.#closed = true;
    this.#cancel?.();
    this.#cancel = null;
  }

  #onFrame(ms: number): void {
    this.#cancel = null;
    const elapsedMs = this.#lastMs === null ? 0 : Math.min(MAX_ELAPSED_MS, Math.max(0, ms - this.#lastMs));
    const playing = this.#advance(elapsedMs);
    this.#lastMs = playing ? ms : null;
    if (playing) this.wake();
    if (!this.#untold) return;
    this.#untold = false;
    this.#moved.tell(this.#t);
  }
}
