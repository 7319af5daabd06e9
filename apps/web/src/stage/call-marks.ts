import { type CallEntry, printCall, type TraceTime } from "@wirestage/trace";
import type { LabelWish } from "./label-layout.ts";
import type { CallMark } from "./scene.ts";
import type { SceneContext } from "./scene-context.ts";

const NAME_HEIGHT = 14;

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

function callMark(call: CallEntry, context: SceneContext): CallMark {
  const { entered, blocked } = call;
  const { scale, count, left } = context;
  const end = endOf(call, context);
  return {
    call: entered.call,
    side: entered.host === left ? "left" : "right",
    name: entered.name,
    text: printCall(entered),
    blocked: blocked !== null && blocked.seq < count,
    y0: scale.y(entered.t),
    y1: end === null ? null : scale.y(end),
    labelY: null,
  };
}

/** Calls of the programs, outermost, not yet with heights for their names. */
export function callMarks(context: SceneContext): CallMark[] {
  return context.index.log.calls
    .filter((call) => isVisible(call, context))
    .map((call) => callMark(call, context));
}

/** Where the names of calls want to be. A call that waits, or waited, names itself before those that did not. */
export function callNameWishes(marks: readonly CallMark[]): LabelWish[] {
  return marks.map((mark, id) => ({
    id,
    x: mark.side === "left" ? 0 : 1000,
    y: mark.y0 + NAME_HEIGHT / 2,
    width: 100,
    height: NAME_HEIGHT,
    rank: mark.blocked ? 2 : 3,
  }));
}
