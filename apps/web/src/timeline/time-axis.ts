import { countUntil, NS_PER_S, type TraceLog, type TraceTime, traceTime } from "@wirestage/trace";

/** A longer stretch in which nothing happened takes no more room than this, in ns. */
export const LONGEST_IDLE_NS = 3 * NS_PER_S;

/** A stretch without events that is drawn shorter than it was. */
export interface IdleGap {
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
  readonly #gaps: IdleGap[] = [];
  #seen = 0;
  #lastEvent: TraceTime = traceTime(0);
  /** Ns left out up to the last event. */
  #leftOut = 0;

  constructor(log: TraceLog) {
    this.#log = log;
  }

  /** The shortened stretches up to `now`, in order. */
  gaps(now: TraceTime): readonly IdleGap[] {
    this.#catchUp();
    return now - this.#lastEvent > LONGEST_IDLE_NS ? [...this.#gaps, this.#gapTo(now)] : this.#gaps;
  }

  /** The place of `t`, where the trace has come to `now`. */
  placeOf(t: TraceTime, now: TraceTime): number {
    const gaps = this.gaps(now);
    const gap = gaps[countUntil(gaps, t, ({ from }) => from) - 1];
    if (!gap) return t;
    const length = gap.to - gap.from;
    if (t < gap.to) return gap.lineFrom + ((t - gap.from) / length) * LONGEST_IDLE_NS;
    return gap.lineFrom + LONGEST_IDLE_NS + (t - gap.to);
  }

  /** The time at a place, the inverse of `placeOf`. */
  timeAt(place: number, now: TraceTime): TraceTime {
    const gap = this.gaps(now).findLast(({ lineFrom }) => lineFrom <= place);
    if (!gap) return traceTime(Math.round(place));
    const within = place - gap.lineFrom;
    const length = gap.to - gap.from;
    const passed =
      within < LONGEST_IDLE_NS ? (within / LONGEST_IDLE_NS) * length : length + within - LONGEST_IDLE_NS;
    return traceTime(Math.round(gap.from + passed));
  }

  #gapTo(to: TraceTime): IdleGap {
    return { from: this.#lastEvent, to, lineFrom: this.#lastEvent - this.#leftOut };
  }

  #catchUp(): void {
    const { events } = this.#log;
    for (; this.#seen < events.length; this.#seen += 1) {
      const t = events[this.#seen]?.t ?? this.#lastEvent;
      if (t - this.#lastEvent > LONGEST_IDLE_NS) {
        this.#gaps.push(this.#gapTo(t));
        this.#leftOut += t - this.#lastEvent - LONGEST_IDLE_NS;
      }
      this.#lastEvent = t;
    }
  }
}
