import { type FrameEntry, frameAt, NS_PER_S, type TraceState } from "@wirestage/trace";
import type { Columns } from "./columns.ts";
import { type LabelSize, labelSize } from "./label-size.ts";
import type { FrameMark } from "./scene.ts";
import type { SceneContext } from "./scene-context.ts";

/** Height of a row of labels under the line of the present. */
export const ROW_HEIGHT = 26;
const MOST_ROWS = 5;
export const MENU_HEIGHT = 40;
/** Between the menu and the window's lower edge. */
export const MENU_MARGIN = 8;

/** How far under the present the rows of labels end. Pixels. */
export function rowsEnd(rows: number): number {
  return 12 + rows * ROW_HEIGHT;
}

/** Room needed under the present. Frames that fly both ways come and go, so that without a menu both have theirs. */
export function roomBelow(rows: number, hasMenu: boolean): number {
  return hasMenu ? rowsEnd(rows) + MENU_HEIGHT + MENU_MARGIN : rowsEnd(Math.max(2, rows)) + MENU_MARGIN;
}

/** A frame on the wire. Its label stands `row` rows under the present; null: it flies too close behind another one. */
export interface PresentMark {
  readonly frame: number;
  readonly entry: FrameEntry;
  readonly row: number | null;
  /** How many frames right behind it share its label. */
  readonly more: number;
}

/** How a frame on the wire is labelled: in one line, so that rows keep their height; shorter for several. */
export function presentLabel(
  mark: FrameMark,
  columns: Columns,
  more: number,
): { readonly mark: FrameMark; readonly labels: Columns["labels"]; readonly size: LabelSize } {
  const labels = columns.labels === "inline" && more === 0 ? "inline" : "short";
  const oneLine = { ...mark, text: { ...mark.text, note: "" } };
  return { mark: oneLine, labels, size: labelSize(oneLine, labels) };
}

interface Group {
  readonly leader: FrameMark;
  more: number;
}

/** Frames in flight the same way, by the distance that stays between them: close ones share one label. */
function flyingGroups({ columns }: SceneContext, flying: readonly FrameMark[]): Group[] {
  const lane = columns.right - columns.left;
  const groups: Group[] = [];
  let leaderX = Number.NEGATIVE_INFINITY;
  for (const mark of flying) {
    const way = wayNs(mark.entry);
    const x = (mark.entry.sent.t / way) * lane;
    const last = groups.at(-1);
    if (last && x - leaderX < mark.size.width + 6) last.more += 1;
    else {
      groups.push({ leader: mark, more: 0 });
      leaderX = x;
    }
  }
  return groups;
}

/** How long the frame flies in all, or a second where that is not known. */
function wayNs({ sent }: FrameEntry): number {
  return sent.due === null ? NS_PER_S : Math.max(1, sent.due - sent.t);
}

/** Held frames in rows, the longest held one on top; what has no row left shares the last one. */
function heldGroups(held: readonly FrameMark[]): Group[] {
  const groups: Group[] = [];
  for (const mark of held) {
    const last = groups.at(-1);
    if (last && groups.length === MOST_ROWS) last.more += 1;
    else groups.push({ leader: mark, more: 0 });
  }
  return groups;
}

function since(mark: FrameMark): number {
  return mark.end.fate === "held" ? mark.end.since : 0;
}

/** The frames that are on the wire at this moment and where their labels stand. */
export function presentMarks(
  context: SceneContext,
  state: TraceState,
  frames: readonly FrameMark[],
): PresentMark[] {
  const onWire = frames.filter((mark) => state.onWire.has(mark.frame));
  const held = onWire
    .filter((mark) => mark.end.fate === "held")
    .sort((a, b) => since(a) - since(b) || a.frame - b.frame);
  const flying = onWire.filter((mark) => mark.end.fate === "flying");
  const rows = new Map<number, { row: number; more: number }>();
  let row = 0;
  for (const { leader, more } of heldGroups(held)) rows.set(leader.frame, { row: row++, more });
  for (const direction of ["right", "left"] as const) {
    const groups = flyingGroups(
      context,
      flying.filter((mark) => mark.direction === direction),
    );
    for (const { leader, more } of groups) rows.set(leader.frame, { row, more });
    if (groups.length > 0) row++;
  }
  return onWire.map(({ frame, entry }) => ({ frame, entry, row: null, more: 0, ...rows.get(frame) }));
}

/** Where along the lane a frame on the wire is, as part of its way. */
export function positionAt(entry: FrameEntry, t: SceneContext["t"]): number {
  const where = frameAt(entry, t);
  switch (where.fate) {
    case "flying":
    case "held":
    case "lost":
      return where.position;
    case "delivered":
      return 1;
    case "unsent":
      return 0;
    default:
      return where satisfies never;
  }
}
