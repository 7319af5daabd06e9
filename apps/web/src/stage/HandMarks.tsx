import { Copy, type LucideIcon, Pencil, Plus, Timer } from "lucide-react";
import type { FrameMark, Point } from "./scene.ts";

const RADIUS = 8;
const ICON = 10;

function Mark({ at, icon: Icon }: { readonly at: Point; readonly icon: LucideIcon }) {
  return (
    <g transform={`translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})`}>
      <circle r={RADIUS} className="stage-hand-mark" />
      <Icon x={-ICON / 2} y={-ICON / 2} size={ICON} strokeWidth={2.6} color="var(--bg)" aria-hidden="true" />
    </g>
  );
}

interface HandMarksProps {
  readonly mark: FrameMark;
  /** Height, from the first drawn event, that the drawing begins at. */
  readonly origin: number;
}

/** Where a hand made the frame on the wire, where it flipped bits of it, and where it gave it another time to arrive. */
export function HandMarks({ mark, origin }: HandMarksProps) {
  const { made, path, alteredAt, retimedAt } = mark;
  const [first] = path;
  const shifted = ({ x, y }: Point) => ({ x, y: y - origin });
  return (
    <>
      {made !== null && first && <Mark at={shifted(first)} icon={made === "copied" ? Copy : Plus} />}
      {alteredAt.map((at) => (
        <Mark key={at.y} at={shifted(at)} icon={Pencil} />
      ))}
      {retimedAt.map((at) => (
        <Mark key={at.y} at={shifted(at)} icon={Timer} />
      ))}
    </>
  );
}
