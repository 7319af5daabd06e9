import type { LabelWish } from "./label-layout.ts";
import type { StateMark } from "./scene.ts";
import { earliest, type SceneContext } from "./scene-context.ts";
import type { SocketSpan } from "./socket-spans.ts";

/** Height of a state's name with its other spelling under it. Pixels. */
export const STATE_NAME_HEIGHT = 26;
/** How far under the change the name's centre stands. */
const NAME_DROP = STATE_NAME_HEIGHT / 2;

function isVisible(span: SocketSpan, { count, from, to }: SceneContext): boolean {
  const isDrawn = span.state !== "CLOSE" || span.lane !== null;
  if (span.seq >= count || span.from > to || !isDrawn) return false;
  return span.end === null || span.end.seq >= count || span.end.t >= from;
}

function stateMark(span: SocketSpan, { scale, count, left }: SceneContext): StateMark {
  const { socket, lane, family, type, state, before, cause } = span;
  const side = span.host === left ? "left" : "right";
  const y1 = span.end === null || span.end.seq >= count ? null : scale.y(span.end.t);
  const kind = { family, type, state };
  return { socket, side, lane, ...kind, before, cause, y0: scale.y(span.from), y1, labelY: null };
}

/** States of the kernel's sockets beside the lifelines, not yet with heights for their names. */
export function stateMarks(context: SceneContext): StateMark[] {
  return Array.from(context.index.spans.around(earliest(context), context.to))
    .filter((span) => isVisible(span, context))
    .map((span) => stateMark(span, context));
}

/** Where the names of states want to be: those that last first. Sides are far apart, so that they do not meet. */
export function stateNameWishes(marks: readonly StateMark[]): LabelWish[] {
  return marks.map((mark, id) => ({
    id,
    x: mark.side === "left" ? 0 : 1000,
    y: mark.y0 + NAME_DROP,
    width: 100,
    height: STATE_NAME_HEIGHT,
    rank: mark.y1 === null ? 0 : 1,
  }));
}
