import { countUntil, NS_PER_S, type TraceLog, type TraceTime, traceTime } from "@wirestage/trace";
import { tellsOfNoise } from "../link-noise/link-noise.ts";
import { isIdleBetween } from "./idle-stretch.ts";

/** A longer stretch in which nothing happened and nothing moved takes no more room than this, in ns. */
export const LONGEST_IDLE_NS = 3 * NS_PER_S;

/** An idle stretch that is drawn shorter than it was. */
export interface FoldedStretch {
  readonly from: TraceTime;
  readonly to: TraceTime;
  /** Where it begins on the line. */
  readonly lineFrom: number;
}

/**
 * Places trace time on a line of which idle stretches take only a little, the one up to the newest moment included.
 * Places are in ns; what lies before the last event never moves as the trace grows.
 */
export class TimeAxis {
  readonly #log: TraceLog;
  readonly #noise: boolean;
  readonly #folds: FoldedStretch[] = [];
  #seen = 0;
  #lastEvent: TraceTime = traceTime(0);
  /** Ns left out up to the last event. */
  #leftOut = 0;

  /** @param noise whether link noise is shown, so that it ends an idle stretch */
  constructor(log: TraceLog, noise: boolean) {
    this.#log = log;
    this.#noise = noise;
  }

  /** The shortened stretches up to `now`, in order. */
  folds(now: TraceTime): readonly FoldedStretch[] {
    this.#catchUp();
    return this.#isFolded(now) ? [...this.#folds, this.#foldTo(now)] : this.#folds;
  }

  /** The place of `t`, where the trace has come to `now`. */
  placeOf(t: TraceTime, now: TraceTime): number {
    const folds = this.folds(now);
    const fold = folds[countUntil(folds, t, ({ from }) => from) - 1];
    if (!fold) return t;
    const length = fold.to - fold.from;
    if (t < fold.to) return fold.lineFrom + ((t - fold.from) / length) * LONGEST_IDLE_NS;
    return fold.lineFrom + LONGEST_IDLE_NS + (t - fold.to);
  }

  /** The time at a place, the inverse of `placeOf`. */
  timeAt(place: number, now: TraceTime): TraceTime {
    const fold = this.folds(now).findLast(({ lineFrom }) => lineFrom <= place);
    if (!fold) return traceTime(Math.max(0, Math.round(place)));
    const within = place - fold.lineFrom;
    const length = fold.to - fold.from;
    const passed =
      within < LONGEST_IDLE_NS ? (within / LONGEST_IDLE_NS) * length : length + within - LONGEST_IDLE_NS;
    return traceTime(Math.round(fold.from + passed));
  }

  #isFolded(to: TraceTime): boolean {
    return (
      to - this.#lastEvent > LONGEST_IDLE_NS && isIdleBetween(this.#log, this.#lastEvent, to, this.#noise)
    );
  }

  #foldTo(to: TraceTime): FoldedStretch {
    return { from: this.#lastEvent, to, lineFrom: this.#lastEvent - this.#leftOut };
  }

  #catchUp(): void {
    const { events } = this.#log;
    for (; this.#seen < events.length; this.#seen += 1) {
      const event = events[this.#seen];
      if (!event || (!this.#noise && tellsOfNoise(event, this.#log))) continue;
      if (this.#isFolded(event.t)) {
        this.#folds.push(this.#foldTo(event.t));
        this.#leftOut += event.t - this.#lastEvent - LONGEST_IDLE_NS;
      }
      this.#lastEvent = event.t;
    }
  }
}

const AXES = {
  withNoise: new WeakMap<TraceLog, TimeAxis>(),
  withoutNoise: new WeakMap<TraceLog, TimeAxis>(),
};

/** The one axis of a log, with or without link noise; it grows with the log. */
export function timeAxis(log: TraceLog, noise: boolean): TimeAxis {
  const axes = noise ? AXES.withNoise : AXES.withoutNoise;
  const axis = axes.get(log) ?? new TimeAxis(log, noise);
  axes.set(log, axis);
  return axis;
}
