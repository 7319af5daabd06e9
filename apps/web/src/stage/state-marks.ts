import { layoutLabels } from "./label-layout.ts";
import type { StateMark } from "./scene.ts";
import type { SceneContext } from "./scene-context.ts";
import type { SocketSpan } from "./socket-spans.ts";

const NAME_HEIGHT = 26;
/** How far under the change the name's centre stands. */
const NAME_DROP = 13;
const NAME_REACH = 40;

function isVisible(span: SocketSpan, { count, from, to }: SceneContext): boolean {
  if (span.seq >= count || span.from > to || span.state === "CLOSE") return false;
  return span.end === null || span.end.seq >= count || span.end.t >= from;
}

function stateMark(span: SocketSpan, { scale, count, left }: SceneContext): StateMark {
  const { socket, lane, state, before, cause } = span;
  const side = span.host === left ? "left" : "right";
  const y1 = span.end === null || span.end.seq >= count ? null : scale.y(span.end.t);
  return { socket, side, lane, state, before, cause, y0: scale.y(span.from), y1, labelY: null };
}

/** States of the kernel's sockets beside the lifelines, each with its name where names do not crowd. */
export function stateMarks(context: SceneContext): StateMark[] {
  const marks = context.index.sockets.spans
    .filter((span) => isVisible(span, context))
    .map((span) => stateMark(span, context));
  const wishes = marks.map((mark, id) => ({
    id,
    x: mark.side === "left" ? 0 : 1000,
    y: mark.y0 + NAME_DROP,
    width: 100,
    height: NAME_HEIGHT,
    rank: mark.y1 === null ? 0 : 1,
  }));
  const places = layoutLabels(wishes, NAME_REACH);
  return marks.map((mark, id) => ({ ...mark, labelY: places.get(id) ?? null }));
}
