import { type FrameEntry, type FrameFate, frameAt, frameEnd, type TraceTime } from "@wirestage/trace";
import { frameIndex } from "../inspector/frame-index.ts";
import { type Columns, laneX } from "./columns.ts";
import { frameText, textWidth } from "./frame-text.ts";
import { layoutLabels } from "./label-layout.ts";
import type { FrameEnd, FrameLabel, FrameMark, Point } from "./scene.ts";
import type { SceneContext } from "./scene-context.ts";

/** Where along its way a frame carries its label: near its sender, so that crossing frames keep theirs apart. */
const LABEL_POSITION = 0.3;
/** How far a label may move from its line before it is left out. */
const LABEL_REACH = 34;

/** The frame as the first `count` events tell of it; null before it was sent. */
function entryAfter(entry: FrameEntry, count: number): FrameEntry | null {
  if (entry.sent.seq >= count) return null;
  const last = entry.fates.at(-1);
  if (last === undefined || last.seq < count) return entry;
  return { ...entry, fates: entry.fates.filter((fate) => fate.seq < count) };
}

function isSwallowedRepeat(entry: FrameEntry): boolean {
  const end = frameEnd(entry);
  return end?.kind === "frame.lost" && end.by.by === "repeat";
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
  for (const known of index.log.frames) {
    const entry = entryAfter(known, count);
    if (entry === null || entry.sent.t > to) break;
    if (!isInWindow(entry, from, to) || isSwallowedRepeat(entry)) continue;
    const mark = frameMark(context, entry);
    if (mark) marks.push(mark);
  }
  return marks;
}

function frameMark(context: SceneContext, entry: FrameEntry): FrameMark | null {
  const { index, scale, columns, left, t, count, view } = context;
  const summary = frameIndex(index.log).summary(entry.frame);
  if (!summary) return null;
  const direction = entry.sent.host === left ? "right" : "left";
  const turns = entry.fates.flatMap((fate) => turnPosition(entry, fate));
  const repeats = entry.repeats.filter((repeat) => repeat.t <= t);
  return {
    frame: entry.frame,
    entry,
    kind: summary.kind,
    direction,
    text: frameText(summary, view.words),
    path: [{ t: entry.sent.t, position: 0 }, ...turns].map((turn) => ({
      x: laneX(columns, direction, turn.position),
      y: scale.y(turn.t),
    })),
    end: endAt(entry, t),
    stoppedFor: stoppedFor(entry.fates),
    repeats: repeats.length,
    repeatYs: repeats.map((repeat) => scale.y(repeat.t)),
    acknowledgedBy: index.acknowledgements.of(entry.frame, count)?.by ?? null,
    retransmissionOf: summary.segment?.repeatOf ?? null,
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
function rankOf(mark: FrameMark, selected: number | null): number {
  if (mark.frame === selected) return 0;
  return mark.kind === "ACK" ? 2 : 1;
}

/** Labels of the frames whose way is over. Those on the wire have theirs under the line of the present. */
export function placeFrameLabels(
  marks: readonly FrameMark[],
  across: Columns,
  selected: number | null,
): FrameLabel[] {
  const done = marks.filter((mark) => mark.end.fate === "delivered" || mark.end.fate === "lost");
  const anchors = new Map(
    done.map((mark) => [mark.frame, pointAlong(mark.path, laneX(across, mark.direction, LABEL_POSITION))]),
  );
  const wishes = done.map((mark) => {
    const { x, y } = anchors.get(mark.frame) ?? { x: 0, y: 0 };
    const { width, height } = labelSize(mark, across.labels);
    return { id: mark.frame, x, y, width, height, rank: rankOf(mark, selected) };
  });
  return [...layoutLabels(wishes, LABEL_REACH)].flatMap(([frame, y]) => {
    const anchor = anchors.get(frame);
    return anchor ? [{ frame, anchor, y }] : [];
  });
}
