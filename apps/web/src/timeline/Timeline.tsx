import { NS_PER_MS, type TraceTime } from "@wirestage/trace";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { TryAgainButton } from "../again/TryAgain.tsx";
import { useMedia } from "../app/use-media.ts";
import { formatTime } from "../format/time.ts";
import { useDraw } from "../session/hooks.ts";
import { useCutIdle } from "./idle-choice.ts";
import { LiveBadge } from "./LiveBadge.tsx";
import { PlayingMenu } from "./PlayingMenu.tsx";
import { PlayingSwitches } from "./PlayingSwitches.tsx";
import { Scrubber } from "./Scrubber.tsx";
import { SpeedControl } from "./SpeedControl.tsx";
import { Transport } from "./Transport.tsx";
import "./timeline.css";

/** Short enough for a phone; the bubble at the playhead tells the rest. */
function toMilliseconds(t: TraceTime): string {
  return `${(Math.floor(t / NS_PER_MS) / 1_000).toFixed(3)}\u202fs`;
}

/** Below this there is room for few things in a row. */
const ROOMY = "(min-width: 40rem)";

function Time() {
  const text = useRef<HTMLSpanElement>(null);
  const wide = useMedia(ROOMY);
  useDraw((t) => {
    if (text.current) text.current.textContent = wide ? formatTime(t) : toMilliseconds(t);
  });
  return <span ref={text} className="min-w-16 text-right text-sm text-text sm:min-w-28" />;
}

/** Always in sight: where we are in the trace, and the way through it. */
export function Timeline() {
  const { t } = useTranslation("timeline");
  const roomy = useMedia(ROOMY);
  useCutIdle();
  return (
    <section
      aria-label={t("region")}
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t bg-surface px-2 pt-1 sm:px-4 xl:flex-nowrap"
    >
      <div className="flex w-full items-center gap-1 sm:gap-2 xl:w-auto xl:shrink-0">
        <Transport />
        <Time />
        <div className="ml-auto flex items-center gap-1 sm:gap-2">
          {roomy ? (
            <>
              <TryAgainButton />
              <SpeedControl />
              <PlayingSwitches />
            </>
          ) : (
            <PlayingMenu />
          )}
          <LiveBadge />
        </div>
      </div>
      <Scrubber />
    </section>
  );
}
