import {
  countedOn,
  countUntil,
  type FrameEntry,
  type FrameFate,
  frameAt,
  frameEnd,
  startPosition,
  type TraceTime,
} from "@wirestage/trace";
import { frameIndex } from "../inspector/frame-index.ts";
import { discardOf } from "../inspector/kernel-discard.ts";
import { storyIndex } from "../verification/story-index.ts";
import { rulesOnFrame, ruleThatStopped } from "../wire-controls/rules/rules-on-frame.ts";
import { laneX } from "./columns.ts";
import { frameText } from "./frame-text.ts";
import { labelSize } from "./label-size.ts";
import type { FrameEnd, FrameMark, Point } from "./scene.ts";
import { earliest, type SceneContext } from "./scene-context.ts";

/** Where along its way a frame carries its label: near its sender, so that crossing frames keep theirs apart. */
const LABEL_POSITION = 0.3;

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
  const { index, count, from, to, view } = context;
  const isHidden = (frame: number) => !view.noise && frameIndex(index.log).isNoise(frame);
  const marks: FrameMark[] = [];
  for (const whole of index.frames.around(earliest(context), to)) {
    if (whole.sent.seq >= count) break;
    if (!isInWindow(whole, from, to) || isHidden(whole.frame)) continue;
    const mark = knownOrNewMark(context, whole);
    if (mark && countedOn(mark.entry) === null) marks.push(mark);
  }
  return marks;
}

/** A mark is made once for what its frame came to, so that a view can tell by identity that nothing changed. */
function knownOrNewMark(context: SceneContext, whole: FrameEntry): FrameMark | null {
  const { index, columns, count, t, view } = context;
  const { frame } = whole;
  const acknowledgedBy = index.acknowledgements.of(frame, count)?.by ?? null;
  const fates = fatesWithin(whole, count);
  const repeats = countUntil(whole.repeats, t, (repeat) => repeat.t);
  const marks = index.marks.drawnAs(view, columns);
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
  const { index, columns, left, t, view } = context;
  const summary = frameIndex(index.log).asNow(entry);
  if (!summary) return null;
  const direction = entry.sent.host === left ? "right" : "left";
  const { path, alteredAt, retimedAt } = wayOf(context, entry, direction);
  const end = endAt(entry, t);
  const hasArrived = end.fate === "delivered";
  const discard = hasArrived ? discardOf(entry, index.log) : null;
  const overtook = hasArrived ? index.overtakings.by(entry.frame) : null;
  const part = storyIndex(index.log).partOf(entry.frame);
  const stopper = ruleThatStopped(entry, index.log);
  const lostByRule = end.fate === "lost" && stopper !== null;
  const derived = { overtook, altered: alteredAt.length > 0, lostByRule, discard, part };
  const told = {
    frame: entry.frame,
    text: frameText(summary, view.words, derived),
    end,
    acknowledgedBy,
    retransmissionOf: summary.segment?.repeatOf ?? null,
    made: madeBy(entry),
    alteredAt,
  };
  const labelAt = startPosition(entry) + LABEL_POSITION * (1 - startPosition(entry));
  return {
    ...told,
    entry,
    kind: summary.kind,
    direction,
    path,
    retimedAt,
    rules: rulesOnFrame(entry, index.log).map(view.words.rule),
    stoppedBy: stopper && view.words.rule(stopper),
    discard,
    stoppedFor: stoppedFor(entry.fates),
    repeats: entry.repeats.length,
    anchor: pointAlong(path, laneX(columns, direction, labelAt)),
    size: labelSize(told, columns.labels),
  };
}

function madeBy({ sent }: FrameEntry): FrameMark["made"] {
  switch (sent.kind) {
    case "frame.sent":
      return null;
    case "frame.copied":
      return "copied";
    case "frame.injected":
      return "injected";
    default:
      return sent satisfies never;
  }
}

/** How much lower a copy is drawn than where it is, so that it does not lie upon the first one. */
export const COPY_SHIFT = 7;

/** The points where the frame's way began and turned, and where it was altered. */
function wayOf(
  { scale, columns }: SceneContext,
  entry: FrameEntry,
  direction: FrameMark["direction"],
): Pick<FrameMark, "path" | "alteredAt" | "retimedAt"> {
  const shift = entry.sent.kind === "frame.copied" ? COPY_SHIFT : 0;
  const point = (turn: Turn) => ({
    x: laneX(columns, direction, turn.position),
    y: scale.y(turn.t) + shift,
  });
  const turns = entry.fates.flatMap((fate) => turnPosition(entry, fate));
  const altered = entry.fates.filter((fate) => fate.kind === "frame.altered");
  const retimed = entry.fates.filter((fate) => fate.kind === "frame.rescheduled" && fate.by.by === "hand");
  return {
    path: [{ t: entry.sent.t, position: startPosition(entry) }, ...turns].map(point),
    alteredAt: altered.map(point),
    retimedAt: retimed.flatMap((fate) => turnPosition(entry, fate)).map(point),
  };
}

interface Turn {
  readonly t: TraceTime;
  readonly position: number;
}

/** An alteration turns nothing. */
function turnPosition(entry: FrameEntry, fate: FrameFate): Turn[] {
  switch (fate.kind) {
    case "frame.held":
    case "frame.rescheduled":
    case "frame.lost":
      return [{ t: fate.t, position: fate.position }];
    case "frame.altered":
      return [];
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
    else if (fate.kind !== "frame.altered" && since !== null) {
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
