import {
  countedOn,
  countUntil,
  type FrameEntry,
  type FrameFate,
  frameAt,
  frameEnd,
  type TraceTime,
} from "@wirestage/trace";
import { frameIndex } from "../inspector/frame-index.ts";
import { type Columns, laneX } from "./columns.ts";
import { frameText, textWidth } from "./frame-text.ts";
import { type LabelWish, layoutLabels } from "./label-layout.ts";
import type { FrameEnd, FrameLabel, FrameMark, Point } from "./scene.ts";
import type { SceneContext } from "./scene-context.ts";

/** Where along its way a frame carries its label: near its sender, so that crossing frames keep theirs apart. */
const LABEL_POSITION = 0.3;
/** How far a label may move from its line before it is left out. */
const LABEL_REACH = 34;

/** How many fates of the frame are among the first `count` events. */
function fatesWithin({ fates }: FrameEntry, count: number): number {
  let known = fates.length;
  while (known > 0 && (fates[known - 1]?.seq ?? 0) >= count) known--;
  return known;
}

/** Whether any part of the frame's way lies between the two times. */
function isInWindow(entry: FrameEntry, from: TraceTime, to: TraceTime): boolean {
  const end = frameEnd(entry);
  return entry.sent.t <= to && (end === null || end.t >= from);
}

/** The frames of which something is to be seen in the window, by number. */
export function frameMarks(context: SceneContext): FrameMark[] {
  const { index, count, from, to } = context;
  const marks: FrameMark[] = [];
  for (const whole of index.log.frames) {
    if (whole.sent.seq >= count || whole.sent.t > to) break;
    if (!isInWindow(whole, from, to)) continue;
    const mark = knownOrNewMark(context, whole);
    if (mark && countedOn(mark.entry) === null) marks.push(mark);
  }
  return marks;
}

/** A mark is made once for what its frame came to, so that a view can tell by identity that nothing changed. */
function knownOrNewMark(context: SceneContext, whole: FrameEntry): FrameMark | null {
  const { index, scale, columns, count, t, view } = context;
  const { frame } = whole;
  const acknowledgedBy = index.acknowledgements.of(frame, count)?.by ?? null;
  const fates = fatesWithin(whole, count);
  const repeats = countUntil(whole.repeats, t, (repeat) => repeat.t);
  const marks = index.marks.drawnAs(scale.nsPerPixel, columns, view.words);
  const known = marks.get(frame);
  const isKnown =
    known?.entry.fates.length === fates &&
    known.entry.repeats.length === repeats &&
    known.acknowledgedBy === acknowledgedBy;
  if (isKnown) return known;
  const entry = { ...whole, fates: whole.fates.slice(0, fates), repeats: whole.repeats.slice(0, repeats) };
  const mark = frameMark(context, entry, acknowledgedBy);
  if (mark) marks.set(frame, mark);
  return mark;
}

function frameMark(
  context: SceneContext,
  entry: FrameEntry,
  acknowledgedBy: number | null,
): FrameMark | null {
  const { index, scale, columns, left, t, view } = context;
  const summary = frameIndex(index.log).summary(entry.frame);
  if (!summary) return null;
  const direction = entry.sent.host === left ? "right" : "left";
  const turns = entry.fates.flatMap((fate) => turnPosition(entry, fate));
  const path = [{ t: entry.sent.t, position: 0 }, ...turns].map((turn) => ({
    x: laneX(columns, direction, turn.position),
    y: scale.y(turn.t),
  }));
  const told = {
    text: frameText(summary, view.words),
    end: endAt(entry, t),
    acknowledgedBy,
    retransmissionOf: summary.segment?.repeatOf ?? null,
  };
  return {
    ...told,
    frame: entry.frame,
    entry,
    kind: summary.kind,
    direction,
    path,
    stoppedFor: stoppedFor(entry.fates),
    repeats: entry.repeats.length,
    anchor: pointAlong(path, laneX(columns, direction, LABEL_POSITION)),
    size: labelSize(told, columns.labels),
  };
}

function turnPosition(entry: FrameEntry, fate: FrameFate): { t: TraceTime; position: number }[] {
  switch (fate.kind) {
    case "frame.held":
    case "frame.lost":
      return [{ t: fate.t, position: fate.position }];
    case "frame.released": {
      const held = entry.fates.findLast((each) => each.kind === "frame.held" && each.t <= fate.t);
      return held?.kind === "frame.held" ? [{ t: fate.t, position: held.position }] : [];
    }
    case "frame.delivered":
      return [{ t: fate.t, position: 1 }];
    default:
      return fate satisfies never;
  }
}

function endAt(entry: FrameEntry, t: TraceTime): FrameEnd {
  const where = frameAt(entry, t);
  switch (where.fate) {
    case "held":
      return { fate: "held", since: where.since };
    case "delivered":
    case "lost":
      return { fate: where.fate };
    case "flying":
    case "unsent":
      return { fate: "flying" };
    default:
      return where satisfies never;
  }
}

function stoppedFor(fates: readonly FrameFate[]): number {
  let total = 0;
  let since: TraceTime | null = null;
  for (const fate of fates) {
    if (fate.kind === "frame.held") since ??= fate.t;
    else if (since !== null) {
      total += fate.t - since;
      since = null;
    }
  }
  return total;
}

/** The point of a finished way at which it is a given part of the lane from its start. */
function pointAlong(path: readonly Point[], x: number): Point {
  for (let at = 1; at < path.length; at++) {
    const a = path[at - 1];
    const b = path[at];
    if (!a || !b || a.x === b.x || (x - a.x) * (x - b.x) > 0) continue;
    return { x, y: a.y + ((b.y - a.y) * (x - a.x)) / (b.x - a.x) };
  }
  return path.at(-1) ?? { x, y: 0 };
}

export const LABEL_FONT = 11.5;
export const NUMBERS_FONT = 10.5;

const LINE = 14;

/** Room that a label takes up, in pixels. `kind` is the width of its capsule alone. */
export interface LabelSize {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
}

/** @param note width of the line that tells what was derived, or 0 */
function sizeWithNumbers(kind: number, numbers: number, note: number, labels: Columns["labels"]): LabelSize {
  const noteHeight = note > 0 ? LINE : 0;
  switch (labels) {
    case "short":
      return { width: kind, height: 20, kind };
    case "stacked":
      return {
        width: Math.max(kind, numbers, note),
        height: 20 + (numbers > 0 ? LINE : 0) + noteHeight,
        kind,
      };
    case "inline":
      return { width: Math.max(kind + numbers, note), height: 20 + noteHeight, kind };
    default:
      return labels satisfies never;
  }
}

export function labelSize(
  mark: Pick<FrameMark, "text" | "end" | "retransmissionOf" | "acknowledgedBy">,
  labels: Columns["labels"],
): LabelSize {
  const { retransmissionOf, acknowledgedBy, text, end } = mark;
  const icons = [end.fate === "held", acknowledgedBy !== null, retransmissionOf !== null].filter(
    Boolean,
  ).length;
  const kind = textWidth(text.kind, LABEL_FONT) + 16 + 16 * icons;
  const numbers = text.numbers === "" ? 0 : textWidth(text.numbers, NUMBERS_FONT) + 10;
  const note = text.note === "" ? 0 : textWidth(text.note, NUMBERS_FONT) + 4;
  return sizeWithNumbers(kind, numbers, note, labels);
}

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
): FrameLabel[] {
  const anchors = new Map<number, Point>();
  const wishes: LabelWish[] = [];
  for (const { frame, kind, end, anchor, size } of marks) {
    if (end.fate !== "delivered" && end.fate !== "lost") continue;
    anchors.set(frame, anchor);
    const { x, y } = anchor;
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
    const anchor = anchors.get(frame);
    return anchor ? [{ frame, anchor, y }] : [];
  });
}
