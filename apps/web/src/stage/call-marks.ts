import { type CallEntry, printCall } from "@wirestage/trace";
import type { LabelWish } from "./label-layout.ts";
import type { CallMark } from "./scene.ts";
import type { SceneContext } from "./scene-context.ts";

const NAME_HEIGHT = 14;

function isVisible({ entered, returned }: CallEntry, { count, from, to }: SceneContext): boolean {
  if (entered.seq >= count || entered.t > to) return false;
  return returned === null || returned.seq >= count || returned.t >= from;
}

function callMark({ entered, blocked, returned }: CallEntry, { scale, count, left }: SceneContext): CallMark {
  const isOpen = returned === null || returned.seq >= count;
  return {
    call: entered.call,
    side: entered.host === left ? "left" : "right",
    name: entered.name,
    text: printCall(entered),
    blocked: blocked !== null && blocked.seq < count,
    y0: scale.y(entered.t),
    y1: isOpen ? null : scale.y(returned.t),
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
