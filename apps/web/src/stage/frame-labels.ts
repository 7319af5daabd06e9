import { type Columns, clampedX } from "./columns.ts";
import { type LabelWish, layoutLabels } from "./label-layout.ts";
import type { FrameLabel, FrameMark, Point } from "./scene.ts";

/** How far a label may move from its line before it is left out. */
const LABEL_REACH = 34;

/** What a beginner needs to see first gets its place first; pure ACKs last. */
function rankOf(frame: number, kind: FrameMark["kind"], selected: number | null): number {
  if (frame === selected) return 0;
  return kind === "ACK" ? 2 : 1;
}

const CROSS = 14;

/** The room of the crosses at which frames were lost, which no label may hide; `id`s are negative, below those of folds. */
function crossWishes(marks: readonly FrameMark[], firstId: number): LabelWish[] {
  return marks.flatMap(({ end, path }, at) => {
    const place = end.fate === "lost" ? path.at(-1) : undefined;
    return place ? [{ id: firstId - at, ...place, width: CROSS, height: CROSS, rank: -1 }] : [];
  });
}

/** More labels than this of one direction within one band find no place anyway. */
const MOST_IN_BAND = 4;
const BAND = 24;

/** Leaves out what is too dense to be labelled, the most important first. */
function thinned(wishes: readonly LabelWish[]): LabelWish[] {
  const taken = new Map<string, number>();
  return [...wishes]
    .sort((a, b) => a.rank - b.rank || a.id - b.id)
    .filter((wish) => {
      const band = `${wish.x} ${Math.floor(wish.y / BAND)}`;
      const before = taken.get(band) ?? 0;
      taken.set(band, before + 1);
      return before < MOST_IN_BAND;
    });
}

/**
 * Labels of the frames whose way is over. Those on the wire have theirs under the line of the present.
 * @param taken room that other labels have already
 */
export function placeFrameLabels(
  marks: readonly FrameMark[],
  selected: number | null,
  taken: readonly LabelWish[],
  columns: Columns,
): FrameLabel[] {
  const anchors = new Map<number, { readonly anchor: Point; readonly x: number }>();
  const wishes: LabelWish[] = [];
  for (const { frame, kind, end, anchor, size } of marks) {
    if (end.fate !== "delivered" && end.fate !== "lost") continue;
    const x = clampedX(anchor.x, size.width, columns);
    const { y } = anchor;
    anchors.set(frame, { anchor, x });
    wishes.push({
      id: frame,
      x,
      y,
      width: size.width,
      height: size.height,
      rank: rankOf(frame, kind, selected),
    });
  }
  const crosses = crossWishes(marks, -1 - taken.length);
  return [...layoutLabels([...taken, ...crosses, ...thinned(wishes)], LABEL_REACH)].flatMap(([frame, y]) => {
    const place = anchors.get(frame);
    return place ? [{ frame, ...place, y }] : [];
  });
}
