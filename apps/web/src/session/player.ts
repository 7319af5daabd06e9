import { frameAt, NS_PER_MS, TRACE_START, type TraceLog, type TraceTime, traceTime } from "@wirestage/trace";
import { Listeners } from "./listeners.ts";
import type { IdleAt, Player, PlayerState, Speed, TimeRange } from "./session.ts";

/** From real time down to a thousandth of it, in 1-2-5 steps. */
export const SPEEDS: readonly Speed[] = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];

/** An idle stretch that would take the viewer longer than this is cut short, where that is wanted. Real time, in ns. */
const LONGEST_WAIT_NS = 1_200 * NS_PER_MS;
/** What is played of its beginning and of its end, so that one sees that nothing happened. */
const SEEN_BEFORE_NS = 500 * NS_PER_MS;
const SEEN_AFTER_NS = 250 * NS_PER_MS;

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
  /** Who shows it looks again, even where it did not move. */
  touch(): void;
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
  #loop: TimeRange | null = null;
  #moves = 0;
  #idleAt: IdleAt | null = null;
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

  get loop(): TimeRange | null {
    return this.#loop;
  }

  get moves(): number {
    return this.#moves;
  }

  play(): void {
    if (this.#state.mode !== "paused") return;
    if (this.#loop) {
      this.#become({ mode: "playing", speed: this.#speed });
      return;
    }
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
    this.#moves += 1;
    this.#loop = null;
    this.#speed = 1;
    this.#place.place(this.#source.edge());
    this.#place.touch();
    this.#become(this.#source.growing() ? LIVE : PAUSED);
    this.#changed.tell();
  }

  seek(t: TraceTime): void {
    this.#moves += 1;
    this.#become(PAUSED);
    this.#place.place(traceTime(Math.max(TRACE_START, Math.min(t, this.#source.edge()))));
  }

  step(direction: 1 | -1): void {
    const { log } = this.#source;
    const count = this.#place.count ?? log.countAt(this.#place.t);
    this.seekEvent(Math.max(1, Math.min(log.events.length, count + direction)) - 1);
  }

  seekEvent(seq: number): void {
    this.#moves += 1;
    this.#become(PAUSED);
    const event = this.#source.log.events[seq];
    if (event) this.#place.place(event.t, seq + 1);
  }

  setSpeed(speed: Speed): void {
    if (speed === this.#speed) return;
    this.#speed = speed;
    if (this.#state.mode === "paused") this.#changed.tell();
    else this.#become({ mode: "playing", speed });
  }

  setLoop(range: TimeRange | null): void {
    const to = range && traceTime(Math.min(range.to, this.#source.edge()));
    this.#loop = range && to !== null && to > range.from ? { from: range.from, to } : null;
    this.#changed.tell();
  }

  cutIdle(idleAt: IdleAt | null): void {
    this.#idleAt = idleAt;
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
    if (this.#loop) return this.#playRound(this.#loop, byNs);
    const next = this.#withoutIdle(traceTime(Math.round(this.#place.t + byNs)));
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

  /** The range's last moment is shown before it begins again. */
  #playRound({ from, to }: TimeRange, byNs: number): boolean {
    const { t } = this.#place;
    const isInside = t >= from && t < to;
    const next = this.#withoutIdle(traceTime(Math.round(t + byNs)));
    this.#place.place(isInside ? traceTime(Math.min(next, to)) : from);
    return true;
  }

  /** `t`, or near the end of the idle stretch in which it is, where that is cut and long enough has been seen of it. */
  #withoutIdle(t: TraceTime): TraceTime {
    const idle = this.#idleAt?.(t) ?? null;
    if (!idle || idle.to - idle.from < LONGEST_WAIT_NS * this.#speed) return t;
    if (t - idle.from < SEEN_BEFORE_NS * this.#speed) return t;
    return traceTime(Math.max(t, Math.round(idle.to - SEEN_AFTER_NS * this.#speed)));
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
