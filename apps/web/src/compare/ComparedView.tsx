import "./compare.css";
import type { RunDifference, Side } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { ORIGINAL } from "../again/originals.ts";
import { usePageKeys } from "../app/use-page-keys.ts";
import { formatDuration } from "../format/time.ts";
import { Link } from "../router/Link.tsx";
import { SessionProvider } from "../session/hooks.ts";
import { Stage } from "../stage/Stage.tsx";
import { Timeline } from "../timeline/Timeline.tsx";
import type { ComparedPair } from "./compared-pair.ts";
import { Differences } from "./Differences.tsx";
import { markedFrames, markStyle } from "./frame-marks.ts";
import { playOnKey } from "./play-on-key.ts";

/** Fewer nanoseconds than one sees on a ladder. */
const NO_LAG = 1_000_000;

interface SideViewProps {
  readonly side: Side;
  readonly pair: ComparedPair;
}

function SideView({ side, pair }: SideViewProps) {
  const { t } = useTranslation("compare");
  const run = pair[side];
  const { differences } = pair.comparison;
  return (
    <SessionProvider value={run}>
      <section
        aria-label={t(side)}
        data-compared={side}
        className="flex min-h-0 min-w-0 flex-1 flex-col max-lg:border-line max-lg:border-b lg:not-last:border-line lg:not-last:border-r"
      >
        <style>{markStyle(side, markedFrames(differences, side))}</style>
        <div className="flex items-baseline gap-3 bg-surface px-4 py-1 text-sm">
          <h2 className="font-medium">{t(side)}</h2>
          {run.lab !== ORIGINAL && (
            <Link
              to={`/lab/${encodeURIComponent(run.lab)}`}
              className="ms-auto whitespace-nowrap text-accent underline underline-offset-2"
            >
              {t("toLab")}
            </Link>
          )}
        </div>
        <div className="min-h-0 flex-1 overflow-hidden [&>*]:h-full">
          <Stage />
        </div>
      </section>
    </SessionProvider>
  );
}

function Aligned({ pair }: { readonly pair: ComparedPair }) {
  const { t } = useTranslation("compare");
  if (Math.abs(pair.lag) < NO_LAG) return null;
  return (
    <p className="px-4 py-1 text-text-2 text-xs">
      {t("aligned", { time: formatDuration(Math.abs(pair.lag)) })}
    </p>
  );
}

/** Two ladders beside each other under one playhead, and what they tell differently. */
export function ComparedView({ pair }: { readonly pair: ComparedPair }) {
  usePageKeys((action) => playOnKey(action, pair.left.player));
  const jump = (difference: RunDifference) => pair.goTo(difference);
  return (
    <>
      <main className="flex min-h-0 flex-1 flex-col">
        <Differences pair={pair} onJump={jump} />
        <Aligned pair={pair} />
        <div className="flex min-h-0 flex-1 border-line border-t max-lg:flex-col">
          <SideView side="left" pair={pair} />
          <SideView side="right" pair={pair} />
        </div>
      </main>
      <SessionProvider value={pair.left}>
        <Timeline />
      </SessionProvider>
    </>
  );
}
