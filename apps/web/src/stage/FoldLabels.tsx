import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../format/time.ts";
import type { Columns } from "./columns.ts";
import {
  FOLD_FONT,
  FOLD_LABEL_HEIGHT,
  foldGround,
  foldLabelX,
  foldMiddle,
  foldText,
  openFoldAge,
} from "./fold-labels.ts";
import { type Present, useMoving } from "./moving-parts.ts";
import type { Scene } from "./scene.ts";
import type { Fold } from "./time-scale.ts";

interface PartProps {
  readonly columns: Columns;
  readonly origin: number;
}

const GROUND = { y: -FOLD_LABEL_HEIGHT / 2, height: FOLD_LABEL_HEIGHT, className: "stage-label-ground" };
const TEXT = { y: 3.5, fontSize: FOLD_FONT, className: "stage-fold-text" };

function FoldLabel({ fold, columns, origin }: PartProps & { readonly fold: Fold }) {
  const { t } = useTranslation("stage");
  const text = foldText(fold);
  return (
    <g
      className="stage-fold"
      transform={`translate(${foldLabelX(columns)} ${(foldMiddle(fold) - origin).toFixed(1)})`}
    >
      <title>{t("idle", { duration: formatDuration(fold.to - fold.from) })}</title>
      <rect {...GROUND} {...foldGround(text)} />
      <text {...TEXT}>{text}</text>
    </g>
  );
}

/** The gap that the present is in: its age counts, shown once it is folded. */
function OpenFoldLabel({ columns, origin }: PartProps) {
  const { t } = useTranslation("stage");
  const group = useRef<SVGGElement>(null);
  const ground = useRef<SVGRectElement>(null);
  const label = useRef<SVGTextElement>(null);
  useMoving(({ scale: { open }, t: now }: Present) => {
    group.current?.setAttribute("visibility", open ? "visible" : "hidden");
    if (!open) return;
    const y = (foldMiddle(open) - origin).toFixed(1);
    group.current?.setAttribute("transform", `translate(${foldLabelX(columns)} ${y})`);
    const duration = openFoldAge(open, now);
    const text = `⋯ ${columns.labels === "short" ? duration : t("idleNow", { duration })}`;
    if (label.current) label.current.textContent = text;
    ground.current?.setAttribute("width", foldGround(text).width.toFixed(1));
  });
  return (
    <g ref={group} className="stage-fold stage-fold-open" visibility="hidden">
      <rect ref={ground} {...GROUND} x={foldGround("").x} />
      <text ref={label} {...TEXT} />
    </g>
  );
}

/** How long there was no new frame, on the breaks that stand for it; over the frames' lines, which would cross the words. */
export function FoldLabels({ scene, origin }: { readonly scene: Scene; readonly origin: number }) {
  const { columns, folds, scale } = scene;
  return (
    <g>
      {folds
        .filter((fold) => fold !== scale.open)
        .map((fold) => (
          <FoldLabel key={fold.from} {...{ fold, columns, origin }} />
        ))}
      <OpenFoldLabel columns={columns} origin={origin} />
    </g>
  );
}
