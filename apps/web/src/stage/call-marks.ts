import {
  type CallEntry,
  type EventOf,
  printCall,
  printOutcome,
  type TraceLog,
  type TraceTime,
} from "@wirestage/trace";
import { placeAmongAlike } from "../format/program-place.ts";
import { type DatagramRead, datagramReads } from "../inspector/datagram-reads.ts";
import type { LabelWords } from "./frame-text.ts";
import type { LabelWish } from "./label-layout.ts";
import type { CallMark } from "./scene.ts";
import { earliest, type SceneContext } from "./scene-context.ts";

const NAME_HEIGHT = 14;
const REMARK_HEIGHT = 12;

/** When the call was over: it returned, or its program ended inside of it. Null while it goes on. */
function endOf({ entered, returned }: CallEntry, { count, index }: SceneContext): TraceTime | null {
  if (returned !== null && returned.seq < count) return returned.t;
  const ended = index.log.latest.programs.get(entered.program)?.ended ?? null;
  return ended !== null && ended.seq < count ? ended.t : null;
}

function isVisible(call: CallEntry, context: SceneContext): boolean {
  if (call.entered.seq >= context.count || call.entered.t > context.to) return false;
  const end = endOf(call, context);
  return end === null || end >= context.from;
}

/** Whose call it is, in a letter or two, where more than one program of its host has made calls. */
function whoOf({ program, host }: EventOf<"call.entered">, context: SceneContext): string | null {
  const { index, count, view } = context;
  const started = index.log.latest.programs.get(program)?.started;
  if (!started || index.callLanes.programs(host, count) < 2) return null;
  const { role, language } = started;
  const kind = role ?? (language === "console" ? "console" : "command");
  return view.words.program(kind, placeAmongAlike(started, index.log));
}

/** The datagram that the call had read by then, where its buffer was too short for it. */
function shortRead({ returned }: CallEntry, log: TraceLog, count: number): DatagramRead | null {
  if (returned === null || returned.seq >= count) return null;
  const read = datagramReads(log).byCall(returned.call);
  return read !== null && read.read < read.length ? read : null;
}

function remarkOf(call: CallEntry, { index, count, view }: SceneContext): CallMark["remark"] {
  const { returned } = call;
  if (returned === null || returned.seq >= count) return null;
  if (!returned.outcome.ok) return { text: returned.outcome.code, note: null };
  const short = shortRead(call, index.log, count);
  return short && shortReadRemark(short, view.words);
}

function shortReadRemark({ frame, length, read }: DatagramRead, words: LabelWords): CallMark["remark"] {
  const lost = length - read;
  return { text: words.lost(lost), note: words.shortRead(frame, length, lost) };
}

/** The call, and once it has returned what came back. */
function callText({ entered, returned }: CallEntry, count: number): string {
  const text = printCall(entered);
  return returned === null || returned.seq >= count ? text : `${text} → ${printOutcome(returned.outcome)}`;
}

function callMark(call: CallEntry, context: SceneContext): CallMark {
  const { entered, blocked } = call;
  const { scale, count, left, index } = context;
  const end = endOf(call, context);
  return {
    call: entered.call,
    side: entered.host === left ? "left" : "right",
    lane: index.callLanes.of(entered.call),
    who: whoOf(entered, context),
    name: entered.name,
    text: callText(call, count),
    remark: remarkOf(call, context),
    blocked: blocked !== null && blocked.seq < count,
    y0: scale.y(entered.t),
    y1: end === null ? null : scale.y(end),
    labelY: null,
    endY: null,
  };
}

/** Calls of the programs, outermost, not yet with heights for their names. */
export function callMarks(context: SceneContext): CallMark[] {
  return Array.from(context.index.calls.around(earliest(context), context.to))
    .filter((call) => isVisible(call, context))
    .map((call) => callMark(call, context));
}

/** From this height on the end of a call is too far from its name to share its remark. */
const LONG_CALL = 60;

/** Where the remarks of long calls want to be once more: over the call's end, where what they tell of happened. */
export function callEndWishes(marks: readonly CallMark[]): LabelWish[] {
  return marks.flatMap(({ side, remark, y0, y1 }, id) =>
    remark === null || y1 === null || y1 - y0 < LONG_CALL
      ? []
      : [
          {
            id,
            x: side === "left" ? 0 : 1000,
            y: y1 - REMARK_HEIGHT / 2,
            width: 100,
            height: REMARK_HEIGHT,
            rank: 4,
          },
        ],
  );
}

/** Where the names of calls want to be. A call that waits, or waited, names itself before those that did not. */
export function callNameWishes(marks: readonly CallMark[]): LabelWish[] {
  return marks.map((mark, id) => {
    const height = NAME_HEIGHT + (mark.remark === null ? 0 : REMARK_HEIGHT);
    return {
      id,
      x: mark.side === "left" ? 0 : 1000,
      y: mark.y0 + height / 2,
      width: 100,
      height,
      rank: mark.remark !== null || mark.blocked ? 2 : 3,
    };
  });
}
