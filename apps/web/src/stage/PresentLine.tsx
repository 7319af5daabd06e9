import { useRef } from "react";
import { formatTime } from "../format/time.ts";
import type { Columns } from "./columns.ts";
import { useMoving } from "./moving-parts.ts";

/** The line of the present, with what lies under it veiled: it has not happened. */
export function PresentLine({
  columns,
  width,
  height,
}: {
  readonly columns: Columns;
  readonly width: number;
  readonly height: number;
}) {
  const group = useRef<SVGGElement>(null);
  const clock = useRef<SVGTextElement>(null);
  useMoving(({ t, y }) => {
    group.current?.setAttribute("transform", `translate(0 ${y.toFixed(1)})`);
    if (clock.current)
      clock.current.textContent = formatTime(t)
        .replace(/\d{3}(?=\D*$)/, "")
        .replace(/\u202f(?=\u202f)/, "");
  });
  return (
    <g ref={group}>
      <rect x={0} y={0} width={width} height={2 * height} className="stage-future" />
      <line x1={columns.left - 6} x2={columns.right + 6} y1={0} y2={0} className="stage-now" />
      {columns.hasAxis && (
        <rect
          x={0}
          y={-9}
          width={columns.left - columns.stateWidth - 44}
          height={18}
          className="stage-clock-ground"
        />
      )}
      {columns.hasAxis && <text ref={clock} className="stage-clock" x={4} y={4} />}
    </g>
  );
}
