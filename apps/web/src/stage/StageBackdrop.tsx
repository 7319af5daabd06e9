import { useRef } from "react";
import type { Columns } from "./columns.ts";
import { foldMiddle } from "./fold-labels.ts";
import { type Present, useMoving } from "./moving-parts.ts";
import type { Scene } from "./scene.ts";
import type { Tick } from "./ticks.ts";

interface PartProps {
  readonly columns: Columns;
  readonly origin: number;
}

const WAVE = 6;

/** A wavy break across the ladder: time that was left out because nothing happened in it. */
function FoldBreak({ columns, y }: { readonly columns: Columns; readonly y: number }) {
  const { left, right } = columns;
  const waves = Math.max(1, Math.round((right - left) / (4 * WAVE)));
  const step = (right - left) / waves;
  const curve = Array.from(
    { length: waves },
    () => `q${step / 4} ${-WAVE / 2} ${step / 2} 0t${step / 2} 0`,
  ).join("");
  return (
    <g>
      <path d={`M${left} ${y - 8}${curve}`} className="stage-wave" />
      <path d={`M${left} ${y + 8}${curve}`} className="stage-wave" />
    </g>
  );
}

/** The break of the gap that the present is in, once it is folded. */
function OpenFoldBreak({ columns, origin }: PartProps) {
  const group = useRef<SVGGElement>(null);
  useMoving(({ scale: { open } }: Present) => {
    group.current?.setAttribute("visibility", open ? "visible" : "hidden");
    if (open) group.current?.setAttribute("transform", `translate(0 ${foldMiddle(open) - origin})`);
  });
  return (
    <g ref={group} visibility="hidden">
      <FoldBreak columns={columns} y={0} />
    </g>
  );
}

function TickView({ tick, origin, columns }: PartProps & { readonly tick: Tick }) {
  const y = tick.y - origin;
  return (
    <g>
      <line x1={columns.left} x2={columns.right} y1={y} y2={y} className="stage-tick-line" />
      <text x={4} y={y + 3.5} className="stage-tick-time">
        {tick.text}
      </text>
    </g>
  );
}

/** What stands behind the frames: the time axis and the folds. */
export function StageBackdrop({ scene, origin }: { readonly scene: Scene; readonly origin: number }) {
  const { columns, folds, ticks, scale } = scene;
  return (
    <g>
      {columns.hasAxis && ticks.map((tick) => <TickView key={tick.t} {...{ tick, origin, columns }} />)}
      {folds
        .filter((fold) => fold !== scale.open)
        .map((fold) => (
          <FoldBreak key={fold.from} columns={columns} y={foldMiddle(fold) - origin} />
        ))}
      <OpenFoldBreak columns={columns} origin={origin} />
    </g>
  );
}
