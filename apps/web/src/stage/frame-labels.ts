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
  return [...layoutLabels([...taken, ...thinned(wishes)], LABEL_REACH)].flatMap(([frame, y]) => {
    const place = anchors.get(frame);
    return place ? [{ frame, ...place, y }] : [];
  });
}
