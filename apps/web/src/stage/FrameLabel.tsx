import { Check, Hand, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { kindColour } from "../inspector/frame-kind.ts";
import { kindLook, outline } from "./capsule.ts";
import type { Columns } from "./columns.ts";
import { LABEL_FONT, labelSize, NUMBERS_FONT } from "./frame-marks.ts";
import type { FrameMark } from "./scene.ts";

const CAPSULE_HEIGHT = 20;
const ICON = 12;

function Capsule({ mark, width }: { readonly mark: FrameMark; readonly width: number }) {
  const look = kindLook(mark.kind);
  const colour = kindColour(mark.kind);
  const icons = [
    mark.end.fate === "held" && { key: "held", Icon: Hand },
    mark.retransmissionOf !== null && { key: "again", Icon: RotateCcw },
    mark.acknowledgedBy !== null && { key: "acked", Icon: Check },
  ].filter((icon) => icon !== false);
  const textX = -(icons.length * (ICON + 3)) / 2;
  return (
    <>
      <path d={outline(look.shape, width, CAPSULE_HEIGHT)} className="stage-capsule" stroke={colour} />
      {look.filled && <path d={outline(look.shape, width, CAPSULE_HEIGHT)} fill={colour} opacity={0.13} />}
      <text x={textX} y={LABEL_FONT * 0.36} fontSize={LABEL_FONT} className="stage-kind" fill={colour}>
        {mark.text.kind}
      </text>
      {icons.map(({ key, Icon }, at) => (
        <Icon
          key={key}
          x={width / 2 - 6 - (icons.length - at) * (ICON + 2)}
          y={-ICON / 2}
          size={ICON}
          strokeWidth={2.4}
          color={colour}
        />
      ))}
    </>
  );
}

/** The words of a frame around (0, 0): its kind in a capsule, its numbers beside or under it as room allows. */
export function FrameLabel({
  mark,
  labels,
}: {
  readonly mark: FrameMark;
  readonly labels: Columns["labels"];
}) {
  const { t } = useTranslation("stage");
  const { width, kind, height } = labelSize(mark, labels);
  const stacked = labels === "stacked" && mark.text.numbers !== "";
  const capsuleX = labels === "inline" ? (kind - width) / 2 : 0;
  const capsuleY = stacked ? (CAPSULE_HEIGHT - height) / 2 : 0;
  const numbersX = labels === "inline" ? capsuleX + kind / 2 + 6 : 0;
  return (
    <>
      {labels === "inline" && mark.text.numbers !== "" && (
        <rect x={numbersX - 4} y={-8} width={width - kind - 2} height={16} className="stage-label-ground" />
      )}
      <g transform={`translate(${capsuleX} ${capsuleY})`}>
        <Capsule mark={mark} width={kind} />
      </g>
      {labels !== "short" && mark.text.numbers !== "" && (
        <text
          x={numbersX}
          y={stacked ? height / 2 - 2 : NUMBERS_FONT * 0.36}
          fontSize={NUMBERS_FONT}
          className="stage-numbers"
          textAnchor={stacked ? "middle" : "start"}
        >
          {mark.text.numbers}
        </text>
      )}
      {mark.retransmissionOf !== null && labels !== "short" && (
        <text
          x={labels === "inline" ? capsuleX - kind / 2 : 0}
          y={height / 2 + NUMBERS_FONT}
          fontSize={NUMBERS_FONT}
          className="stage-derived"
          textAnchor={stacked ? "middle" : "start"}
        >
          {t("retransmission", { frame: mark.retransmissionOf })}
        </text>
      )}
    </>
  );
}
