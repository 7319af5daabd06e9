import { memo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatAge, formatDuration } from "../format/time.ts";
import { kindColour } from "../inspector/frame-kind.ts";
import { kindLook } from "./capsule.ts";
import { type Columns, laneX } from "./columns.ts";
import { FrameLabel } from "./FrameLabel.tsx";
import { FrameWay } from "./FrameWay.tsx";
import { labelSize } from "./frame-marks.ts";
import { type Present, useMoving } from "./moving-parts.ts";
import { clampedX, type PresentMark, positionAt, ROW_HEIGHT } from "./present-marks.ts";
import type { FrameMark, FrameLabel as LabelPlace } from "./scene.ts";

interface FrameViewProps {
  readonly mark: FrameMark;
  readonly label: LabelPlace | undefined;
  readonly present: PresentMark | undefined;
  readonly columns: Columns;
  readonly origin: number;
  readonly selected: boolean;
  readonly focusable: boolean;
  /** Heads jump in quarters of the way where motion is not wanted. */
  readonly still: boolean;
}

/** First row of labels under the line of the present. */
const FIRST_ROW = 22;

function set(element: Element | null, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) element?.setAttribute(name, value.toFixed(1));
}

interface OnWireProps extends Omit<FrameViewProps, "present" | "label" | "selected" | "focusable"> {
  readonly present: PresentMark;
}

/** The moving part of a frame on the wire: its growing line, its head, and its label under the present. */
function OnWire({ mark, present, columns, origin, still }: OnWireProps) {
  const line = useRef<SVGLineElement>(null);
  const hit = useRef<SVGLineElement>(null);
  const head = useRef<SVGGElement>(null);
  const label = useRef<SVGGElement>(null);
  const leader = useRef<SVGLineElement>(null);
  const age = useRef<SVGTextElement>(null);
  const last = mark.path.at(-1) ?? { x: 0, y: 0 };
  const size = labelSize(mark, columns.labels);
  const isHeld = mark.end.fate === "held";
  const labelY = FIRST_ROW + (present.row ?? 0) * ROW_HEIGHT;

  useMoving(({ t, y }: Present) => {
    const exact = positionAt(mark.entry, t);
    const position = still ? Math.floor(exact * 4) / 4 : exact;
    const x = laneX(columns, mark.direction, position);
    const tip =
      still && !isHeld ? last.y - origin + (y - last.y + origin) * (exact === 0 ? 0 : position / exact) : y;
    const labelX = clampedX(x, size.width, columns);
    set(line.current, { x2: x, y2: tip });
    set(hit.current, { x2: x, y2: tip });
    head.current?.setAttribute("transform", `translate(${x.toFixed(1)} ${tip.toFixed(1)})`);
    label.current?.setAttribute("transform", `translate(${labelX.toFixed(1)} ${(y + labelY).toFixed(1)})`);
    set(leader.current, { x1: x, y1: tip, x2: x, y2: y + labelY - 10 });
    if (age.current && mark.end.fate === "held") age.current.textContent = formatAge(t - mark.end.since);
  });

  const colour = isHeld ? "var(--held)" : kindColour(mark.kind);
  const look = kindLook(mark.kind);
  return (
    <>
      <line ref={hit} x1={last.x} y1={last.y - origin} className="stage-hit" />
      <line
        ref={line}
        x1={last.x}
        y1={last.y - origin}
        stroke={colour}
        strokeWidth={isHeld ? 2 : look.stroke}
        strokeDasharray={isHeld ? "2 4" : look.dash}
      />
      <g ref={head}>
        <circle r={4} fill={colour} className="stage-head" />
      </g>
      {present.row !== null && (
        <>
          <line ref={leader} className="stage-leader" stroke={colour} />
          <g ref={label}>
            <FrameLabel mark={mark} labels={columns.labels === "stacked" ? "short" : columns.labels} />
            <HeldFacts mark={mark} more={present.more} x={labelWidth(mark, columns) / 2 + 6} ageRef={age} />
          </g>
        </>
      )}
    </>
  );
}

function labelWidth(mark: FrameMark, columns: Columns): number {
  return labelSize(mark, columns.labels === "stacked" ? "short" : columns.labels).width;
}

function HeldFacts({
  mark,
  more,
  x,
  ageRef,
}: {
  readonly mark: FrameMark;
  readonly more: number;
  readonly x: number;
  readonly ageRef: React.RefObject<SVGTextElement | null>;
}) {
  const { t } = useTranslation("stage");
  const isHeld = mark.end.fate === "held";
  return (
    <g className="stage-held-facts">
      {isHeld && <text ref={ageRef} x={x} y={4} />}
      {mark.repeats > 0 && (
        <text x={x + 44} y={4} className="stage-count">
          {t("repeated", { count: mark.repeats })}
          <title>{t("repeats", { count: mark.repeats })}</title>
        </text>
      )}
      {more > 0 && (
        <text x={x + (isHeld ? 74 : 0)} y={4}>
          {t("more", { count: more })}
        </text>
      )}
    </g>
  );
}

/** The label of a frame whose way is over, with a thread to its line where it had to move away from it. */
function RestingLabel({
  mark,
  label,
  columns,
  origin,
}: Pick<FrameViewProps, "mark" | "columns" | "origin"> & { readonly label: LabelPlace }) {
  const { t } = useTranslation("stage");
  const isAway = Math.abs(label.y - label.anchor.y) > 14;
  return (
    <>
      {isAway && (
        <line
          className="stage-leader"
          stroke={kindColour(mark.kind)}
          x1={label.anchor.x}
          y1={label.anchor.y - origin}
          x2={label.anchor.x}
          y2={label.y - origin}
        />
      )}
      <g transform={`translate(${label.anchor.x} ${label.y - origin})`} className="stage-rest">
        <FrameLabel mark={mark} labels={columns.labels} />
        <title>{titleOf(mark, t)}</title>
      </g>
    </>
  );
}

type StageText = ReturnType<typeof useTranslation<"stage">>["t"];

function titleOf(mark: FrameMark, t: StageText): string {
  return [
    `#${mark.frame} ${mark.text.kind} ${mark.text.numbers}`,
    mark.retransmissionOf !== null && t("retransmission", { frame: mark.retransmissionOf }),
    mark.acknowledgedBy !== null && t("acknowledged", { frame: mark.acknowledgedBy }),
    mark.stoppedFor > 0 && t("stopped", { duration: formatDuration(mark.stoppedFor) }),
    mark.repeats > 0 && t("repeats", { count: mark.repeats }),
  ]
    .filter((line) => line !== false)
    .join("\n");
}

function Hits({ mark, origin }: Pick<FrameViewProps, "mark" | "origin">) {
  const points = mark.path.map(({ x, y }) => `${x},${(y - origin).toFixed(1)}`).join(" ");
  return <polyline points={points} className="stage-hit" />;
}

/** One frame: its way, its label, and while it is on the wire its moving head. A button to choose it with. */
export const FrameView = memo(function FrameView(props: FrameViewProps) {
  const { mark, label, present, columns, origin, selected, focusable, still } = props;
  const { t } = useTranslation("stage");
  const name = t("frame", {
    frame: mark.frame,
    kind: `${mark.text.kind} ${mark.text.numbers}`.trim(),
    from: mark.entry.sent.host,
    fate: t(`fate.${mark.end.fate}`),
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own.
    <g
      role="button"
      tabIndex={focusable ? 0 : -1}
      aria-label={name}
      aria-pressed={selected}
      data-frame={mark.frame}
      className={selected ? "stage-frame stage-selected" : "stage-frame"}
    >
      <Hits mark={mark} origin={origin} />
      <FrameWay mark={mark} origin={origin} />
      {present && <OnWire {...{ mark, present, columns, origin, still }} />}
      {label && <RestingLabel {...{ mark, label, columns, origin }} />}
    </g>
  );
});
