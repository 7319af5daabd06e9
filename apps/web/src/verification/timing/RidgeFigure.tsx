import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useSize } from "../../stage/use-size.ts";
import { nsText } from "./numbers.ts";
import { type Ridges, ridgePath, ticksOf } from "./ridge.ts";

/** In pixels. */
const ROW = 34;
const RIDGE = 30;
const LEFT = 30;
const RIGHT = 62;
const TOP = 22;
const BOTTOM = 34;
/** Before the figure was measured. */
const WIDTH = 360;

interface DrawingProps {
  readonly drawn: Ridges;
  readonly width: number;
  readonly label: string;
}

function Axis({ drawn, width, y }: Omit<DrawingProps, "label"> & { readonly y: number }) {
  const { t } = useTranslation("comparison-timing");
  const { fromNs, toNs } = drawn;
  const length = width - LEFT - RIGHT;
  return (
    <g transform={`translate(${LEFT} ${y})`} className="timing-axis">
      <line x2={length} />
      {ticksOf(fromNs, toNs, 4).map((ns) => (
        <g key={ns} transform={`translate(${((ns - fromNs) / (toNs - fromNs)) * length} 0)`}>
          <line y2={4} />
          <text y={15}>{ns}</text>
        </g>
      ))}
      <text x={length / 2} y={29}>
        {t("axis")}
      </text>
    </g>
  );
}

function Drawing({ drawn, width, label }: DrawingProps) {
  const { t } = useTranslation("comparison-timing");
  const { fromNs, toNs, ridges } = drawn;
  const length = width - LEFT - RIGHT;
  const height = TOP + ridges.length * ROW;
  return (
    <svg width={width} height={height + BOTTOM} role="img" aria-label={label}>
      <text x={0} y={11} className="timing-head">
        {t("agreeing")}
      </text>
      <text x={width} y={11} className="timing-head timing-end">
        {t("median")}
      </text>
      {ridges.map(({ agreeing, heights, medianNs }, row) => {
        const x = ((medianNs - fromNs) / (toNs - fromNs)) * length;
        return (
          <g key={agreeing} transform={`translate(${LEFT} ${TOP + (row + 1) * ROW})`}>
            <path d={ridgePath(heights, length, RIDGE)} className="timing-ridge" />
            <line x1={x} x2={x} y1={-RIDGE + 4} className="timing-median" />
            <text x={-8} y={-4} className="timing-end">
              {agreeing}
            </text>
            <text x={width - LEFT} y={-4} className="timing-end">
              {`${nsText(medianNs)} ns`}
            </text>
          </g>
        );
      })}
      <Axis drawn={drawn} width={width} y={height} />
    </svg>
  );
}

interface RidgeFigureProps {
  readonly name: string;
  readonly drawn: Ridges;
}

/** The distributions of one way to compare, a row for each number of right bytes, over one axis in ns. */
export function RidgeFigure({ name, drawn }: RidgeFigureProps) {
  const { t } = useTranslation("comparison-timing");
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const medians = drawn.ridges
    .map(({ agreeing, medianNs }) => t("medianOf", { agreeing, time: nsText(medianNs) }))
    .join(", ");
  return (
    <div ref={box} className="timing-figure">
      <Drawing
        drawn={drawn}
        width={width > 0 ? width : WIDTH}
        label={t("figure", { method: name, medians })}
      />
    </div>
  );
}
