import { NS_PER_MS, type TraceTime } from "@wirestage/trace";
import { useRef } from "react";
import type { Columns } from "./columns.ts";
import { useMoving } from "./moving-parts.ts";

/** Trace time to the millisecond: `12.345 s`. Finer digits would only flicker. */
function clockText(t: TraceTime): string {
  return `${(Math.floor(t / NS_PER_MS) / 1000).toFixed(3)}\u202fs`;
}

/** The line of the present, with its time on the axis, or above the line where there is no room for an axis. */
export function PresentLine({ columns }: { readonly columns: Columns }) {
  const group = useRef<SVGGElement>(null);
  const clock = useRef<SVGTextElement>(null);
  useMoving(({ t, y }) => {
    group.current?.setAttribute("transform", `translate(0 ${y.toFixed(1)})`);
    if (clock.current) clock.current.textContent = clockText(t);
  });
  return (
    <g ref={group}>
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
      {columns.hasAxis ? (
        <text ref={clock} className="stage-clock" x={4} y={4} />
      ) : (
        <text ref={clock} className="stage-clock stage-clock-inside" x={columns.left + 8} y={-4} />
      )}
    </g>
  );
}
