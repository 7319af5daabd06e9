import { countUntil, type TraceTime, traceTime } from "@wirestage/trace";
import type { IdleGap } from "./idle-gaps.ts";

/** Height of a folded gap in pixels; a gap that would be higher at the zoom in use is folded to it. */
export const FOLD_HEIGHT = 44;

/** A gap drawn at one height, however long it lasted. `y0` and `y1` in pixels from the first drawn event. */
export interface Fold {
  readonly from: TraceTime;
  readonly to: TraceTime;
  readonly y0: number;
  readonly y1: number;
}

/** The folded ones among closed gaps, at one zoom. Appending gaps never moves a fold that is there. */
export class FoldTable {
  readonly nsPerPixel: number;
  readonly folds: Fold[] = [];
  #seen = 0;

  constructor(nsPerPixel: number) {
    this.nsPerPixel = nsPerPixel;
  }

  grow(origin: TraceTime, gaps: readonly IdleGap[]): void {
    for (; this.#seen < gaps.length; this.#seen++) {
      const gap = gaps[this.#seen];
      if (gap === undefined || gap.to - gap.from <= FOLD_HEIGHT * this.nsPerPixel) continue;
      const before = this.folds.at(-1);
      const y0 = (before?.y1 ?? 0) + (gap.from - (before?.to ?? origin)) / this.nsPerPixel;
      this.folds.push({ ...gap, y0, y1: y0 + FOLD_HEIGHT });
    }
  }
}

/**
 * Turns trace time into pixels from the first drawn event, and back. Linear but for folds, so that slopes are true.
 * The gap that is the present grows like time until it is as high as a fold, and stays there.
 */
export class TimeScale {
  readonly nsPerPixel: number;
  /** In order of time; all begin at or before the present. */
  readonly folds: readonly Fold[];
  /** The fold that the present is in, also the last of `folds`. */
  readonly open: Fold | null;
  readonly #origin: TraceTime;

  constructor(origin: TraceTime, table: FoldTable, t: TraceTime, idleSince: TraceTime | null) {
    this.#origin = origin;
    this.nsPerPixel = table.nsPerPixel;
    const closed = table.folds.slice(
      0,
      countUntil(table.folds, t, (fold) => fold.to),
    );
    this.folds = closed;
    this.open = null;
    if (idleSince === null || t - idleSince <= FOLD_HEIGHT * this.nsPerPixel) return;
    const y0 = this.y(idleSince);
    this.open = { from: idleSince, to: t, y0, y1: y0 + FOLD_HEIGHT };
    this.folds = [...closed, this.open];
  }

  y(t: TraceTime): number {
    const fold = this.folds[countUntil(this.folds, t, (each) => each.from) - 1];
    if (fold === undefined) return Math.max(0, t - this.#origin) / this.nsPerPixel;
    if (t >= fold.to) return fold.y1 + (t - fold.to) / this.nsPerPixel;
    return fold.y0 + ((fold.y1 - fold.y0) * (t - fold.from)) / (fold.to - fold.from);
  }

  /** The time drawn at `y`, to the nanosecond; nothing lies before the first drawn event. */
  t(y: number): TraceTime {
    const fold = this.folds.findLast((each) => each.y0 <= y);
    const ns =
      fold === undefined
        ? this.#origin + Math.max(0, y) * this.nsPerPixel
        : y >= fold.y1
          ? fold.to + (y - fold.y1) * this.nsPerPixel
          : fold.from + ((y - fold.y0) / (fold.y1 - fold.y0)) * (fold.to - fold.from);
    return traceTime(Math.round(ns));
  }
}
