import { NS_PER_MS, NS_PER_S, type TraceTime } from "@wirestage/trace";
import { formatAge, formatDuration } from "../format/time.ts";
import type { Columns } from "./columns.ts";
import type { LabelWish } from "./label-layout.ts";
import { textWidth } from "./text-width.ts";
import type { Fold } from "./time-scale.ts";

export const FOLD_FONT = 11;
/** Height of the ground under a fold's label; the waves of its break are 16 px apart. */
export const FOLD_LABEL_HEIGHT = 15;
/** Labels of folds begin beside the middle, where held frames wait. */
const BESIDE = 12;
const PADDING = 4;
/** An age below one second counts in steps of this many ns, so that it can be read. */
const AGE_STEP = 10 * NS_PER_MS;

export function foldMiddle({ y0, y1 }: Fold): number {
  return (y0 + y1) / 2;
}

/** How long a gap that is over lasted. */
export function foldText({ from, to }: Fold): string {
  return `⋯ ${formatDuration(to - from)}`;
}

/** How long the gap of the present has lasted, as a text that counts. */
export function openFoldAge({ from }: Fold, t: TraceTime): string {
  const age = t - from;
  return age < NS_PER_S ? formatDuration(Math.floor(age / AGE_STEP) * AGE_STEP) : formatAge(age);
}

/** Where a fold's label begins. */
export function foldLabelX({ left, right }: Columns): number {
  return (left + right) / 2 + BESIDE;
}

/** The ground under a label, which hides the line of a frame that is held there. Pixels from the label's beginning. */
export function foldGround(text: string): { readonly x: number; readonly width: number } {
  return { x: -PADDING, width: textWidth(text, FOLD_FONT) + 2 * PADDING };
}

/** The room that the labels of closed folds take up, before any frame's label; `id`s are negative. */
export function foldWishes(folds: readonly Fold[], columns: Columns): LabelWish[] {
  return folds.map((fold, at) => {
    const { x, width } = foldGround(foldText(fold));
    return {
      id: -1 - at,
      x: foldLabelX(columns) + x + width / 2,
      y: foldMiddle(fold),
      width,
      height: FOLD_LABEL_HEIGHT,
      rank: -1,
    };
  });
}
