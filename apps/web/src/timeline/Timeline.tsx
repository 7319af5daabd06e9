import { NS_PER_MS, type TraceTime } from "@wirestage/trace";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useMedia } from "../app/use-media.ts";
import { formatTime } from "../format/time.ts";
import { useDraw } from "../session/hooks.ts";
import { LiveBadge } from "./LiveBadge.tsx";
import { Scrubber } from "./Scrubber.tsx";
import { SpeedChoice } from "./SpeedChoice.tsx";
import { Transport } from "./Transport.tsx";
import "./timeline.css";

/** Short enough for a phone; the bubble at the playhead tells the rest. */
function toMilliseconds(t: TraceTime): string {
  return `${(Math.floor(t / NS_PER_MS) / 1_000).toFixed(3)}\u202fs`;
}

function Time() {
  const text = useRef<HTMLSpanElement>(null);
  const wide = useMedia("(min-width: 40rem)");
  useDraw((t) => {
    if (text.current) text.current.textContent = wide ? formatTime(t) : toMilliseconds(t);
  });
  return <span ref={text} className="min-w-16 text-right text-sm text-text sm:min-w-28" />;
}

/** Always in sight: where we are in the trace, and the way through it. */
export function Timeline() {
  const { t } = useTranslation("timeline");
  return (
    <section
      aria-label={t("region")}
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t bg-surface px-2 pt-1 sm:px-4 lg:flex-nowrap"
    >
      <div className="flex w-full items-center gap-1 sm:gap-2 lg:w-auto lg:shrink-0">
        <Transport />
        <Time />
        <div className="ml-auto flex items-center gap-1 sm:gap-2">
          <SpeedChoice />
          <LiveBadge />
        </div>
      </div>
      <Scrubber />
    </section>
  );
}
