import { memo } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../format/time.ts";
import { kindColour } from "../inspector/frame-kind.ts";
import type { Columns } from "./columns.ts";
import { FrameLabel } from "./FrameLabel.tsx";
import type { FrameMark, FrameLabel as LabelPlace } from "./scene.ts";

interface RestingLabelProps {
  readonly mark: FrameMark;
  readonly label: LabelPlace;
  readonly columns: Columns;
  readonly origin: number;
  readonly selected: boolean;
}

type StageText = ReturnType<typeof useTranslation<"stage">>["t"];

function titleOf(mark: FrameMark, t: StageText): string {
  return [
    `#${mark.frame} ${mark.text.kind} ${mark.text.numbers}`,
    (mark.made !== null || mark.alteredAt.length > 0) && mark.text.note,
    mark.retransmissionOf !== null && t("retransmission", { frame: mark.retransmissionOf }),
    mark.acknowledgedBy !== null && t("acknowledged", { frame: mark.acknowledgedBy }),
    mark.stoppedFor > 0 && t("stopped", { duration: formatDuration(mark.stoppedFor) }),
    ...mark.rules.map((rule) => t("byRule", { rule })),
    mark.repeats > 0 && t("repeats", { count: mark.repeats }),
  ]
    .filter((line) => line !== false)
    .join("\n");
}

function sameLabel(a: RestingLabelProps, b: RestingLabelProps): boolean {
  return (
    a.mark.entry === b.mark.entry &&
    a.mark.acknowledgedBy === b.mark.acknowledgedBy &&
    a.mark.text.kind === b.mark.text.kind &&
    a.mark.text.numbers === b.mark.text.numbers &&
    a.mark.text.note === b.mark.text.note &&
    a.mark.rules === b.mark.rules &&
    a.label.x === b.label.x &&
    a.label.y === b.label.y &&
    a.label.anchor.x === b.label.anchor.x &&
    a.label.anchor.y === b.label.anchor.y &&
    a.columns.labels === b.columns.labels &&
    a.origin === b.origin &&
    a.selected === b.selected
  );
}

/**
 * The label of a frame whose way is over, with a thread to its line where it had to move away from it. Over all lines;
 * the frame's button already says what it says.
 */
export const RestingLabel = memo(function RestingLabel(props: RestingLabelProps) {
  const { mark, label, columns, origin, selected } = props;
  const { t } = useTranslation("stage");
  const { x, y } = label.anchor;
  const isAway = Math.abs(label.y - y) > 14;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of SVG takes no focus.
    <g
      className={selected ? "stage-rest stage-selected" : "stage-rest"}
      data-label-of={mark.frame}
      aria-hidden="true"
    >
      {isAway && (
        <line
          className="stage-leader"
          stroke={kindColour(mark.kind)}
          x1={x}
          y1={y - origin}
          x2={x}
          y2={label.y - origin}
        />
      )}
      <g transform={`translate(${label.x} ${label.y - origin})`}>
        <FrameLabel mark={mark} labels={columns.labels} />
        <title>{titleOf(mark, t)}</title>
      </g>
    </g>
  );
}, sameLabel);
