import { kindLook, lineColour } from "./capsule.ts";
import { HandMarks } from "./HandMarks.tsx";
import type { FrameMark, Point } from "./scene.ts";

const ARROW = 9;

function arrowHead(from: Point, to: Point): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const corner = (side: 1 | -1) => {
    const x = to.x - ARROW * along.x - side * 0.45 * ARROW * along.y;
    const y = to.y - ARROW * along.y + side * 0.45 * ARROW * along.x;
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  return `M${to.x} ${to.y}L${corner(1)}L${corner(-1)}Z`;
}

function shifted({ x, y }: Point, origin: number): Point {
  return { x, y: y - origin };
}

/** Cross where a frame died; `rule` is what lost it. */
function Cross({ at, rule }: { readonly at: Point; readonly rule: string | null }) {
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      {rule !== null && <title>{rule}</title>}
      <path className="stage-cross" d="M-6 -6L6 6M-6 6L6 -6" />
    </g>
  );
}

/** A frame that arrived and that the kernel threw away: a cross of thin lines just before the host. */
function Discarded({ at, direction }: { readonly at: Point; readonly direction: FrameMark["direction"] }) {
  const x = at.x + (direction === "right" ? -16 : 16);
  return (
    <g transform={`translate(${x} ${at.y})`}>
      <circle className="stage-discard" r={7} />
      <path className="stage-discard" d="M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5" />
    </g>
  );
}

function segments(path: readonly Point[]) {
  const all = path.slice(1).map((to, at) => ({ from: path[at] ?? to, to }));
  return all.filter(({ from, to }) => from.x !== to.x || from.y !== to.y);
}

interface FrameWayProps {
  readonly mark: FrameMark;
  readonly origin: number;
  /** Hundreds of lines are in view: thin ones stay lines, and have no heads. */
  readonly dense: boolean;
}

/**
 * The settled part of a frame's way: slanted where it flew, upright where it was held.
 * @param origin height, from the first drawn event, that the drawing begins at
 */
export function FrameWay({ mark, origin, dense }: FrameWayProps) {
  const look = kindLook(mark.kind);
  const path = mark.path.map((point) => shifted(point, origin));
  const [before, last] = [path.at(-2), path.at(-1)];
  return (
    <>
      {segments(path).map(({ from, to }) => {
        const isStop = from.x === to.x;
        return (
          <line
            key={`${from.x} ${from.y} ${to.y}`}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            stroke={isStop ? "var(--held)" : lineColour(mark)}
            strokeWidth={dense ? 0.6 : isStop ? 2 : look.stroke}
            strokeDasharray={isStop ? "2 4" : look.dash}
          />
        );
      })}
      {!dense && before && last && mark.end.fate === "delivered" && (
        <path d={arrowHead(before, last)} fill={lineColour(mark)} />
      )}
      {last && mark.end.fate === "lost" && <Cross at={last} rule={mark.stoppedBy} />}
      {last && mark.discard !== null && <Discarded at={last} direction={mark.direction} />}
      <HandMarks mark={mark} origin={origin} />
    </>
  );
}
