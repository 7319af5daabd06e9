import { ArrowDownToLine, Maximize2, Minus, Plus, Ruler } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../format/time.ts";
import { useLink, usePlayer } from "../session/hooks.ts";
import { useIsOver } from "../session/use-is-over.ts";
import type { ToolsShape } from "./tools-shape.ts";

interface StageToolsProps {
  readonly shape: ToolsShape;
  readonly nsPerPixel: number;
  readonly isAuto: boolean;
  readonly following: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onAuto: () => void;
  readonly onFollow: () => void;
}

/** What the view follows: the present of a lab, the end of what is over, or the moment that is looked at. */
function useFollowed(): "now" | "end" | "moment" {
  const isOver = useIsOver();
  const { state } = usePlayer();
  const isOpened = useLink().status === "recording";
  if (isOver) return "end";
  return state.mode === "live" && !isOpened ? "now" : "moment";
}

/** Zoom, fit and the way back to what is followed; the scale says what 50 pixels stand for. */
export function StageTools({
  shape,
  nsPerPixel,
  isAuto,
  following,
  onZoom,
  onFit,
  onAuto,
  onFollow,
}: StageToolsProps) {
  const { t } = useTranslation("stage");
  const followed = useFollowed();
  const buttons = [
    { name: t("tools.zoomOut"), Icon: Minus, act: () => onZoom(2), shown: true },
    { name: t("tools.zoomIn"), Icon: Plus, act: () => onZoom(0.5), shown: true },
    { name: t("tools.fit"), Icon: Maximize2, act: onFit, shown: true },
    { name: t("tools.auto"), Icon: Ruler, act: onAuto, shown: !isAuto },
  ];
  return (
    <>
      <div className={`stage-tools stage-tools-${shape}`} role="toolbar" aria-label={t("tools.label")}>
        {shape !== "bare" && (
          <span className="stage-scale" aria-hidden="true">
            {formatDuration(50 * nsPerPixel)}
          </span>
        )}
        {buttons
          .filter(({ shown }) => shown)
          .map(({ name, Icon, act }) => (
            <button key={name} type="button" title={name} aria-label={name} onClick={act}>
              <Icon size={15} strokeWidth={2} aria-hidden="true" />
            </button>
          ))}
      </div>
      {!following && (
        <button type="button" className="stage-follow" onClick={onFollow}>
          <ArrowDownToLine size={14} aria-hidden="true" />
          {t(`tools.follow.${followed}`)}
        </button>
      )}
    </>
  );
}
