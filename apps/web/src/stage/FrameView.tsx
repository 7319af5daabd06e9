import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useIsCapture } from "../session/use-is-capture.ts";
import type { Columns } from "./columns.ts";
import { FrameWay } from "./FrameWay.tsx";
import { OnWire } from "./OnWire.tsx";
import type { PresentMark } from "./present-marks.ts";
import type { FrameMark } from "./scene.ts";

type StageText = ReturnType<typeof useTranslation<"stage">>["t"];

interface FrameViewProps {
  readonly mark: FrameMark;
  readonly present: PresentMark | undefined;
  readonly columns: Columns;
  readonly origin: number;
  readonly selected: boolean;
  /** Whether the Tab key stops here. */
  readonly focusable: boolean;
  readonly still: boolean;
  /** So many frames are in view that a wide area to point at would only cover its neighbours. */
  readonly dense: boolean;
}

function Hit({ mark, origin }: Pick<FrameViewProps, "mark" | "origin">) {
  const points = mark.path.map(({ x, y }) => `${x},${(y - origin).toFixed(1)}`).join(" ");
  return <polyline points={points} className="stage-hit" />;
}

function fateText({ end, discard, stoppedBy }: FrameMark, t: StageText): string {
  if (discard !== null) return t("fate.discarded");
  const isStopped = end.fate === "held" || end.fate === "lost";
  return isStopped && stoppedBy !== null
    ? t(`fate.${end.fate}ByRule`, { rule: stoppedBy })
    : t(`fate.${end.fate}`);
}

/** The entry tells what happened to a frame, its first point how it was drawn; the rest follows from these. */
function sameFrame(a: FrameViewProps, b: FrameViewProps): boolean {
  return (
    a.mark.entry === b.mark.entry &&
    a.mark.path[0]?.y === b.mark.path[0]?.y &&
    a.mark.path.at(-1)?.y === b.mark.path.at(-1)?.y &&
    a.mark.text.kind === b.mark.text.kind &&
    a.mark.text.numbers === b.mark.text.numbers &&
    a.mark.stoppedBy === b.mark.stoppedBy &&
    a.present?.row === b.present?.row &&
    a.present?.more === b.present?.more &&
    a.columns === b.columns &&
    a.origin === b.origin &&
    a.selected === b.selected &&
    a.focusable === b.focusable &&
    a.dense === b.dense &&
    a.still === b.still
  );
}

/** One frame: its way, and while it is on the wire its moving head. A button to choose it with. */
export const FrameView = memo(function FrameView(props: FrameViewProps) {
  const { mark, present, columns, origin, selected, focusable, still, dense } = props;
  const { t } = useTranslation("stage");
  const isCapture = useIsCapture();
  const { host } = mark.entry.sent;
  const name = t("frame", {
    frame: mark.frame,
    kind: `${mark.text.kind} ${mark.text.numbers} ${mark.made === null ? "" : mark.text.note}`.trim(),
    from: host === "client" || host === "server" ? t(`from.${host}`) : host,
    fate: isCapture ? t("fate.captured") : fateText(mark, t),
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
      {(!dense || selected || focusable) && mark.path.length > 1 && <Hit mark={mark} origin={origin} />}
      <FrameWay mark={mark} origin={origin} dense={dense} />
      {present && <OnWire {...{ mark, present, columns, origin, still, dense }} />}
    </g>
  );
}, sameFrame);
