import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLinkNoise } from "../link-noise/link-noise.ts";
import { useLog } from "../session/hooks.ts";
import { useTheme } from "../theme/theme.ts";
import { LANES } from "./event-lane.ts";
import { TickPainter } from "./tick-painter.ts";
import type { TimeAxis } from "./time-axis.ts";

const LANE_PX = 9;

interface EventTicksProps {
  readonly axis: TimeAxis;
  /** Place at the right edge. */
  readonly end: number;
  readonly width: number;
}

/** A tick per event of the whole trace. The event list says the same in words. */
export function EventTicks({ axis, end, width }: EventTicksProps) {
  const { t } = useTranslation("timeline");
  const log = useLog();
  const theme = useTheme(({ choice }) => choice);
  const noise = useLinkNoise((store) => store.shown);
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<TickPainter | null>(null);
  const height = LANES * LANE_PX;
  useEffect(() => {
    if (!canvas.current) return;
    painter.current ??= new TickPainter(canvas.current);
    painter.current.paint(log, axis, { width, height, pixelRatio: devicePixelRatio, end, theme, noise });
  });
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={t("lanes")}
      title={t("lanes")}
      className="relative block"
      style={{ width, height }}
    />
  );
}
