import { frameAt, NS_PER_MS, TRACE_START, type TraceLog, type TraceTime, traceTime } from "@wirestage/trace";
import { Listeners } from "./listeners.ts";
import type { Player, PlayerState, Speed } from "./session.ts";

/** From real time down to a thousandth of it, in 1-2-5 steps. */
export const SPEEDS: readonly Speed[] = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/** The trace that is played. */
export interface PlayerSource {
  readonly log: TraceLog;
  /** Whether more may still come. */
  growing(): boolean;
  /** The newest moment that may be shown. */
  edge(): TraceTime;
}

/** Where the player puts what it plays. */
export interface PlayerPlace {
  readonly t: TraceTime;
  readonly count: number | null;
  place(t: TraceTime, count?: number | null): void;
  wake(): void;
}

const LIVE: PlayerState = { mode: "live" };
const PAUSED: PlayerState = { mode: "paused" };

/**
 * Live, paused or playing what was. While live, time is the lab's own; while playing it is real time by `speed`. What
 * plays the past and has come to where nothing happens any more is taken to the newest moment: at real time that is
 * live, in slow motion it waits there for the next event and plays that slowly too.
 */
export class TracePlayer implements Player {
  #state: PlayerState = LIVE;
  #speed: Speed = 1;
  readonly #changed = new Listeners();
  readonly #source: PlayerSource;
  readonly #place: PlayerPlace;

  constructor(source: PlayerSource, place: PlayerPlace) {
    this.#source = source;
    this.#place = place;
  }

  readonly subscribe = this.#changed.subscribe;

  get state(): PlayerState {
    return this.#state;
  }

  get speed(): Speed {
    return this.#speed;
  }

  play(): void {
    if (this.#state.mode !== "paused") return;
    const atEdge = this.#place.t >= this.#source.edge();
    if (!this.#source.growing() && atEdge) this.#place.place(TRACE_START);
    if (this.#source.growing() && atEdge && this.#speed === 1) this.#become(LIVE);
    else this.#become({ mode: "playing", speed: this.#speed });
  }

  pause(): void {
    this.#become(PAUSED);
  }

  toggle(): void {
    if (this.#state.mode === "paused") this.play();
    else this.pause();
  }

  /** Of a trace that has ended: to its end. */
  goLive(): void {
    this.#place.place(this.#source.edge());
    this.#speed = 1;
    this.#become(this.#source.growing() ? LIVE : PAUSED);
  }

  seek(t: TraceTime): void {
    this.#become(PAUSED);
    this.#place.place(traceTime(Math.max(TRACE_START, Math.min(t, this.#source.edge()))));
  }

  step(direction: 1 | -1): void {
    this.#become(PAUSED);
    const { events } = this.#source.log;
    const count = this.#place.count ?? this.#source.log.countAt(this.#place.t);
    const target = Math.max(1, Math.min(events.length, count + direction));
    const event = events[target - 1];
    if (event && target !== count) this.#place.place(event.t, target);
  }

  setSpeed(speed: Speed): void {
    if (speed === this.#speed) return;
    this.#speed = speed;
    if (this.#state.mode === "paused") this.#changed.tell();
    else this.#become({ mode: "playing", speed });
  }

  /** Moves on by `elapsedMs` of real time; false when nothing plays any more. */
  readonly advance = (elapsedMs: number): boolean => {
    switch (this.#state.mode) {
      case "paused":
        return false;
      case "live":
        return this.#follow();
      case "playing":
        return this.#playOn(elapsedMs * NS_PER_MS * this.#state.speed);
      default:
        return this.#state satisfies never;
    }
  };

  #follow(): boolean {
    this.#place.place(traceTime(Math.max(this.#place.t, this.#source.edge())));
    if (this.#source.growing()) return true;
    this.#become(PAUSED);
    return false;
  }

  #playOn(byNs: number): boolean {
    const next = traceTime(Math.round(this.#place.t + byNs));
    const edge = this.#source.edge();
    const growing = this.#source.growing();
    if (next < edge && !(growing && this.#nothingAfter(next))) {
      this.#place.place(next);
      return true;
    }
    this.#place.place(traceTime(Math.max(this.#place.t, edge)));
    if (!growing) this.#become(PAUSED);
    else if (this.#speed === 1) this.#become(LIVE);
    return growing;
  }

  /** Whether no event is known after `t` and no frame flies at `t`. */
  #nothingAfter(t: TraceTime): boolean {
    const { latest } = this.#source.log;
    if (latest.t > t) return false;
    return [...latest.onWire.values()].every((entry) => frameAt(entry, t).fate !== "flying");
  }

  #become(state: PlayerState): void {
    const before = this.#state;
    this.#state = state;
    if (state.mode !== "paused") this.#place.wake();
    if (before.mode !== state.mode || state.mode === "playing") this.#changed.tell();
  }
}
