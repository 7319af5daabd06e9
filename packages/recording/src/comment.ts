import {
  bytesOfBase64,
  type Cause,
  type EventOf,
  type FrameFate,
  type FrameOrigin,
  NS_PER_MS,
  NS_PER_S,
  NS_PER_US,
  type WireActor,
} from "@wirestage/trace";
import type { FrameStory, TraceNames } from "./frame-story.ts";

const MAX_NAME = 120;
/** Comments of one frame at either end of a longer list: a frame may be held and released without limit. */
const MAX_AT_END = 16;
const CONTROL = /\p{Cc}/gu;

/** A name that stands in a comment: short, on one line, and without the NUL that ends a pcapng text. */
export function shownName(name: string): string {
  const points = Array.from(name.slice(0, 2 * MAX_NAME));
  const kept = points.slice(0, MAX_NAME).join("").replace(CONTROL, "\ufffd");
  return kept.length < name.length ? `${kept}…` : kept;
}

/** Two decimals in the unit that fits, as "400.12 ms". */
export function shownDuration(ns: number): string {
  if (ns >= NS_PER_S) return `${(ns / NS_PER_S).toFixed(2)} s`;
  if (ns >= NS_PER_MS) return `${(ns / NS_PER_MS).toFixed(2)} ms`;
  return `${(ns / NS_PER_US).toFixed(2)} µs`;
}

/** What happens to a frame but for its bytes: while it is altered, a held frame stays held. */
type Move = Exclude<FrameFate, EventOf<"frame.altered">>;

/** What a person reads beside one packet: where it came from, then what became of it, in order. */
export function frameComments(story: FrameStory, names: TraceNames): string[] {
  const moves = story.fates.filter((fate) => fate.kind !== "frame.altered");
  const fates = shownFates(story, moves);
  const last = moves.at(-1)?.kind;
  const flies = last === undefined || last === "frame.released" || last === "frame.rescheduled";
  if (flies) fates.push("still on its way when the recording ended");
  return [originComment(story.origin, names), ...shortened(fates)];
}

function shownFates(story: FrameStory, moves: readonly Move[]): string[] {
  let at = -1;
  return story.fates.flatMap((fate) => {
    if (fate.kind === "frame.altered") return [shownAlteration(fate)];
    at += 1;
    const said = shownMove(story, fate, moves[at - 1], moves[at + 1]);
    return said === null ? [] : [said];
  });
}

function shortened(comments: readonly string[]): readonly string[] {
  const left = comments.length - 2 * MAX_AT_END;
  if (left <= 0) return comments;
  return [...comments.slice(0, MAX_AT_END), `… ${left} more like these …`, ...comments.slice(-MAX_AT_END)];
}

/** Where a frame came from: all that can be said of it the moment that it is on the wire. */
export function originComment(origin: FrameOrigin, names: TraceNames): string {
  switch (origin.kind) {
    case "frame.sent":
      return shownCause(origin.cause, names);
    case "frame.copied":
      return `copied ${shownActor(origin.by)} from frame ${origin.of}, at ${percent(origin.position)}`;
    case "frame.injected":
      return `injected ${shownActor(origin.by)} at ${percent(origin.position)}: no kernel sent it`;
    default:
      return origin satisfies never;
  }
}

function percent(position: number): string {
  return `${Math.round(position * 100)} %`;
}

function shownCause(cause: Cause, { calls, programs }: TraceNames): string {
  switch (cause.by) {
    case "call":
      return `sent because of call ${named(calls.get(cause.call), "() ")}#${cause.call}`;
    case "frame":
      return `sent because frame ${cause.frame} arrived`;
    case "timer":
      return `sent because the ${shownName(cause.timer)} timer of socket ${cause.socket} ran out`;
    case "exit":
      return `sent because program ${named(programs.get(cause.program), " ")}#${cause.program} ended`;
    case "kernel":
      return "sent by the kernel on its own";
    default:
      return cause satisfies never;
  }
}

function named(name: string | undefined, end: string): string {
  return name === undefined ? "" : shownName(name) + end;
}

function shownMove(
  { origin, repeats }: FrameStory,
  move: Move,
  before: Move | undefined,
  after: Move | undefined,
): string | null {
  switch (move.kind) {
    case "frame.held":
      return shownHold(move, after, repeats);
    case "frame.released":
      return before?.kind === "frame.held" ? null : `released ${shownActor(move.by)}`;
    case "frame.rescheduled":
      return shownReschedule(move, origin, before);
    case "frame.delivered":
      return `delivered to ${move.host} after ${shownDuration(move.t - origin.t)}`;
    case "frame.lost":
      return shownLoss(move.by);
    default:
      return move satisfies never;
  }
}

function shownReschedule(
  { by, position, due }: EventOf<"frame.rescheduled">,
  origin: FrameOrigin,
  before: Move | undefined,
): string {
  const planned = before && "due" in before ? before.due : origin.due;
  const actor = `${shownActor(by)} at ${percent(position)}`;
  if (planned === null) return `rescheduled ${actor}`;
  const change = due < planned ? "sooner" : "later";
  return `rescheduled ${actor} to arrive ${shownDuration(Math.abs(due - planned))} ${change}`;
}

function shownAlteration({ by, position, bytes, offset, bit, checksums }: EventOf<"frame.altered">): string {
  const after = bytesOfBase64(bytes)[offset] ?? 0;
  const change = `byte ${offset} from ${shownByte(after ^ (1 << bit))} to ${shownByte(after)}`;
  return `altered ${shownActor(by)} at ${percent(position)}: ${change}, checksums ${checksums}`;
}

function shownByte(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}

/** One sentence for a hold and what ended it; a loss that ended it has a comment of its own. */
function shownHold(held: EventOf<"frame.held">, end: Move | undefined, repeats: readonly number[]): string {
  const during = repeats.filter((seq) => seq > held.seq && (end === undefined || seq < end.seq)).length;
  const times = during === 1 ? "once" : `${during} times`;
  const repeated = during === 0 ? "" : `, repeated ${times} by the kernel meanwhile`;
  const place = `held ${shownActor(held.by)} at ${percent(held.position)}`;
  if (end === undefined) return `${place}${repeated}, still held when the recording ended`;
  const released = end.kind === "frame.released" ? `, then released${shownReleaser(end.by)}` : "";
  return `${place} for ${shownDuration(end.t - held.t)}${repeated}${released}`;
}

/** Who lets go what was held is a person, where nothing is said. */
function shownReleaser(by: WireActor): string {
  return by.by === "hand" ? "" : ` ${shownActor(by)}`;
}

function shownLoss(by: WireActor): string {
  if (by.by === "repeat") return `repeat of frame ${by.of}, swallowed while that one was held`;
  return `lost: dropped ${shownActor(by)}`;
}

function shownActor(by: WireActor): string {
  switch (by.by) {
    case "hand":
      return "by hand";
    case "rule":
      return `by rule ${shownName(by.rule)}`;
    case "repeat":
      return `as a repeat of frame ${by.of}`;
    case "limit":
      return `by the limit ${shownName(by.limit)}`;
    default:
      return by satisfies never;
  }
}
