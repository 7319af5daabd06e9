import { NS_PER_S } from "@wirestage/trace";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatAge, formatDuration } from "../format/time.ts";
import type { Columns } from "./columns.ts";
import { type Present, useMoving } from "./moving-parts.ts";
import type { Scene } from "./scene.ts";
import type { Tick } from "./ticks.ts";
import type { Fold } from "./time-scale.ts";

interface PartProps {
  readonly columns: Columns;
  readonly origin: number;
}

const WAVE = 6;
/** Labels of folds stand beside the middle, where held frames wait. */
const BESIDE = 12;

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

function FoldView({ fold, columns, origin }: PartProps & { readonly fold: Fold }) {
  const { t } = useTranslation("stage");
  const y = (fold.y0 + fold.y1) / 2 - origin;
  const duration = formatDuration(fold.to - fold.from);
  return (
    <g className="stage-fold">
      <FoldBreak columns={columns} y={y} />
      <text x={(columns.left + columns.right) / 2 + BESIDE} y={y + 3.5} className="stage-fold-text">
        {`⋯ ${duration}`}
        <title>{t("idle", { duration })}</title>
      </text>
    </g>
  );
}

/** The gap that the present is in: its age counts, shown once it is folded. */
function OpenFoldView({ columns, origin }: PartProps) {
  const { t } = useTranslation("stage");
  const group = useRef<SVGGElement>(null);
  const label = useRef<SVGTextElement>(null);
  useMoving(({ scale, t: now }: Present) => {
    const { open } = scale;
    group.current?.setAttribute("visibility", open ? "visible" : "hidden");
    if (!open) return;
    const y = (open.y0 + open.y1) / 2 - origin;
    group.current?.setAttribute("transform", `translate(0 ${y.toFixed(1)})`);
    const age = now - open.from;
    const duration =
      age < NS_PER_S ? formatDuration(Math.floor(age / 10_000_000) * 10_000_000) : formatAge(age);
    const words = columns.labels === "short" ? duration : t("idleNow", { duration });
    if (label.current) label.current.textContent = `⋯ ${words}`;
  });
  return (
    <g ref={group} className="stage-fold stage-fold-open" visibility="hidden">
      <FoldBreak columns={columns} y={0} />
      <text ref={label} className="stage-fold-text" x={(columns.left + columns.right) / 2 + BESIDE} y={3.5} />
    </g>
  );
}

function TickView({ tick, origin, columns }: PartProps & { readonly tick: Tick }) {
  const y = tick.y - origin;
  return (
    <g>
      <line x1={columns.left} x2={columns.right} y1={y} y2={y} className="stage-tick-line" />
      <text x={4} y={y + 3.5} className="stage-tick-time">
        {formatDuration(tick.t)}
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
          <FoldView key={fold.from} {...{ fold, columns, origin }} />
        ))}
      <OpenFoldView columns={columns} origin={origin} />
    </g>
  );
}
