import { type CallEntry, printCall } from "@wirestage/trace";
import { layoutLabels } from "./label-layout.ts";
import type { CallMark } from "./scene.ts";
import type { SceneContext } from "./scene-context.ts";

const NAME_HEIGHT = 14;
const NAME_REACH = 22;

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

/** Calls of the programs, outermost. A call that waits, or waited, names itself before those that did not. */
export function callMarks(context: SceneContext): CallMark[] {
  const marks = context.index.log.calls
    .filter((call) => isVisible(call, context))
    .map((call) => callMark(call, context));
  const wishes = marks.map((mark, id) => ({
    id,
    x: mark.side === "left" ? 0 : 1000,
    y: mark.y0 + NAME_HEIGHT / 2,
    width: 100,
    height: NAME_HEIGHT,
    rank: mark.blocked ? 0 : 1,
  }));
  const places = layoutLabels(wishes, NAME_REACH);
  return marks.map((mark, id) => ({ ...mark, labelY: places.get(id) ?? null }));
}
