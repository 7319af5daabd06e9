import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLog, useSelection, useTraceState } from "../session/hooks.ts";
import { FrameDetail } from "./FrameDetail.tsx";
import { FrameList } from "./FrameList.tsx";

/** The frame that was selected last: selecting a call or a socket leaves it open. */
function useLastFrame(): number | null {
  const { selection } = useSelection();
  const [last, setLast] = useState<number | null>(null);
  const now = selection?.kind === "frame" ? selection.frame : last;
  if (now !== last) setLast(now);
  return now;
}

function Detail() {
  const { t } = useTranslation("inspector");
  const log = useLog();
  const { next } = useTraceState();
  const frame = useLastFrame();
  const sent = frame === null ? undefined : log.frames[frame - 1]?.sent;
  if (frame !== null && sent && sent.seq < next) return <FrameDetail frame={frame} />;
  return (
    <p className="col-span-2 place-self-center p-6 text-center text-sm text-text-2">
      {frame === null ? t("choose") : t("notYet", { frame })}
    </p>
  );
}

/** Frame list, fields and bytes side by side, or below each other where there is less room. */
export function Inspector() {
  const { t } = useTranslation("inspector");
  return (
    <section aria-label={t("title")} className="@container h-full min-h-0 overflow-y-auto bg-surface">
      <div className="grid min-h-full grid-cols-1 @5xl:h-full @5xl:grid-cols-[minmax(20rem,5fr)_minmax(22rem,6fr)_minmax(21rem,7fr)]">
        <div className="flex @max-5xl:max-h-80 min-h-0 min-w-0 flex-col overflow-y-auto border-line @5xl:border-r @max-5xl:border-b">
          <FrameList />
        </div>
        <Detail />
      </div>
    </section>
  );
}
