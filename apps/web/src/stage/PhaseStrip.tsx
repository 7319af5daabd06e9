import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Columns } from "./columns.ts";
import { useMoving } from "./moving-parts.ts";
import {
  isUpright,
  type PhaseMark,
  phaseText,
  phaseTextPlaces,
  phaseTextShift,
  phaseX,
} from "./phase-marks.ts";
import type { Scene } from "./scene.ts";

const WIDTH = 14;
/** Between one phase and the next. */
const GAP = 1;
const TEXT_TOP = 6;

interface PhaseViewProps {
  readonly mark: PhaseMark;
  readonly columns: Columns;
  readonly origin: number;
}

/** One phase as a bar with its name written downwards, which stays in view as long as the phase does. */
function PhaseView({ mark, columns, origin }: PhaseViewProps) {
  const { t } = useTranslation("stage");
  const bar = useRef<SVGRectElement>(null);
  const name = useRef<SVGTextElement>(null);
  const top = mark.y0 - origin;
  const names = [t(`phase.${mark.name}`), t(`phase.short.${mark.name}`)];
  const x = phaseX(columns.width, columns.phaseLanes, mark.lane);
  useMoving(({ y, windowTop }) => {
    const height = Math.max(1, (mark.y1 === null ? y : mark.y1 - origin) - top - GAP);
    const text = phaseText(names, height);
    bar.current?.setAttribute("height", height.toFixed(1));
    bar.current?.toggleAttribute("data-unnamed", text === null);
    if (!name.current) return;
    name.current.textContent = text;
    if (text === null) return;
    const places = phaseTextPlaces(text, top + TEXT_TOP + phaseTextShift(text, top, height, windowTop));
    name.current.toggleAttribute("data-upright", isUpright(text));
    name.current.setAttribute("x", places.map(() => x + WIDTH / 2).join(" "));
    name.current.setAttribute("y", places.map((place) => place.toFixed(1)).join(" "));
  });
  const title = t("phase.of", { phase: names[0], remote: mark.remote });
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a group of SVG is not interactive.
    <g className={`stage-phase stage-phase-${mark.name}`} role="img" aria-label={title}>
      <title>{title}</title>
      <rect ref={bar} className="stage-phase-bar" x={x} y={top} width={WIDTH} rx={3} />
      <text ref={name} className="stage-phase-name" />
    </g>
  );
}

/** TCP's handshake and teardown, and between them what the programs do, beside the ladder. */
export function PhaseStrip({ scene, origin }: { readonly scene: Scene; readonly origin: number }) {
  const { columns, phases } = scene;
  return phases.map((mark) => (
    <PhaseView key={`${mark.verification} ${mark.name}`} {...{ mark, columns, origin }} />
  ));
}
