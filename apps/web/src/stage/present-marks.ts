import { type FrameEntry, NS_PER_S, startPosition, type TraceState } from "@wirestage/trace";
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

/**
 * How a frame on the wire is labelled: in one line, so that rows keep their height; shorter for several. Of what the wire
 * made it is said that it did.
 */
export function presentLabel(
  mark: FrameMark,
  columns: Columns,
  more: number,
): { readonly mark: FrameMark; readonly labels: Columns["labels"]; readonly size: LabelSize } {
  const labels = columns.labels === "inline" && more === 0 ? "inline" : "short";
  const { kind, numbers, note } = mark.text;
  const oneLine = { ...mark, text: { kind, numbers: mark.made === null ? numbers : note, note: "" } };
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
    const x = aheadBy(mark.entry) * lane;
    const last = groups.at(-1);
    if (last && x - leaderX < mark.size.width + 6) last.more += 1;
    else {
      groups.push({ leader: mark, more: 0 });
      leaderX = x;
    }
  }
  return groups;
}

/**
 * When the frame left the end of the cable, or would have if the wire made it on the way, in flights of its length: two
 * of one speed differ by the part of the lane that stays between them.
 */
function aheadBy(entry: FrameEntry): number {
  const { sent } = entry;
  const start = startPosition(entry);
  const rest = sent.due === null ? NS_PER_S : Math.max(1, sent.due - sent.t);
  const whole = start < 1 ? rest / (1 - start) : rest;
  return sent.t / whole - start;
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

/** A row for each way, and one more for what the wire made: a copy flies where the first one does. */
function flyingRows(flying: readonly FrameMark[]): FrameMark[][] {
  return (["right", "left"] as const).flatMap((direction) => {
    const ones = flying.filter((mark) => mark.direction === direction);
    return [ones.filter(({ made }) => made === null), ones.filter(({ made }) => made !== null)];
  });
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
  for (const of of flyingRows(flying)) {
    const groups = flyingGroups(context, of);
    for (const { leader, more } of groups) rows.set(leader.frame, { row, more });
    if (groups.length > 0) row++;
  }
  return onWire.map(({ frame, entry }) => ({ frame, entry, row: null, more: 0, ...rows.get(frame) }));
}
