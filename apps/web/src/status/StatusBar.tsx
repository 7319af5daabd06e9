import { NS_PER_S } from "@wirestage/trace";
import { Hand, X } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { TryAgainLink } from "../again/TryAgain.tsx";
import { formatDuration } from "../format/time.ts";
import { browserTimer } from "../session/browser-timer.ts";
import { useCoarseTime, useLink, useLog, usePlayer, useSession } from "../session/hooks.ts";
import { isFinished } from "../session/session.ts";
import { speedText } from "../session/speed-text.ts";
import { useIsCapture } from "../session/use-is-capture.ts";
import { heldFrames } from "../wire-controls/held-frames.ts";
import { Announcer } from "./Announcer.tsx";
import { useNoticeSentence } from "./notice-sentence.ts";
import { useNotices } from "./notices.ts";

/** Long enough to read the longest sentence twice. */
const NOTICE_MS = 10_000;

const DOTS = {
  connecting: "bg-held",
  open: "bg-accent",
  lost: "bg-lost",
  ended: "bg-line-strong",
  recording: "bg-line-strong",
} as const;

function useLinkWords(): string {
  const { t } = useTranslation("status");
  const { status } = useLink();
  const isCapture = useIsCapture();
  return t(status === "recording" && isCapture ? "link.capture" : `link.${status}`);
}

function Connection() {
  const { t } = useTranslation("status");
  const link = useLink();
  const words = useLinkWords();
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${DOTS[link.status]}`} />
      <span className="truncate">{words}</span>
      {link.status === "open" && !link.mayCommand && (
        <span className="rounded bg-held-soft px-1.5 text-held">{t("watchingOnly")}</span>
      )}
      {link.status === "open" && link.watchers > 1 && (
        <span className="hidden truncate text-text-3 sm:inline">
          {t("watchers", { count: link.watchers })}
        </span>
      )}
    </span>
  );
}

/** What the view does while the kernel goes on by itself. */
function View() {
  const { t } = useTranslation("status");
  const session = useSession();
  const { state } = usePlayer();
  const link = useLink();
  const t0 = useCoarseTime(NS_PER_S / 10);
  if (state.mode === "live") return null;
  if (state.mode === "paused") {
    return isFinished(link) ? null : <span className="truncate">{t("paused")}</span>;
  }
  const speed = speedText(state.speed);
  const behind = formatDuration(Math.max(0, Math.round((session.now() - t0) / 1e8) * 1e8));
  if (!isFinished(link)) return <span className="truncate">{t("behind", { speed, time: behind })}</span>;
  return state.speed < 1 ? <span className="truncate">{t("slow", { speed })}</span> : null;
}

/** What the wire holds now, also while the stage shows what it held then. */
function Held() {
  const { t } = useTranslation("status");
  const count = heldFrames(useLog().latest).length;
  const { mode } = usePlayer().state;
  const isFinal = isFinished(useLink());
  if (count === 0) return null;
  return (
    <span className="flex shrink-0 items-center gap-1 font-medium text-held">
      <Hand size={13} aria-hidden="true" />
      {t(mode === "live" || isFinal ? "held" : "heldNow", { count })}
    </span>
  );
}

function NoticeLine() {
  const { t } = useTranslation("status");
  const { notice, dismiss } = useNotices();
  const sentence = useNoticeSentence();
  useEffect(() => (notice ? browserTimer(NOTICE_MS, dismiss) : undefined), [notice, dismiss]);
  if (!notice) return null;
  return (
    <div className="flex items-start gap-3 border-line border-b bg-lost-soft px-4 py-1.5 text-sm">
      <p role="alert" className="min-w-0 flex-1">
        {sentence(notice)}
        {notice.kind !== "not-again" && (
          <TryAgainLink className="ms-2 rounded-sm font-medium text-accent underline underline-offset-2" />
        )}
      </p>
      <button
        type="button"
        onClick={dismiss}
        aria-label={t("dismiss")}
        title={t("dismiss")}
        className="grid size-6 shrink-0 place-items-center rounded text-text-2 hover:bg-surface"
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

function Facts() {
  const { t } = useTranslation("status");
  const { events, latest } = useLog();
  return (
    <span className="ml-auto hidden shrink-0 text-text-3 md:inline">
      {t("events", { count: events.length })}
      {latest.opened?.kernelRelease && ` · Linux ${latest.opened.kernelRelease}`}
    </span>
  );
}

/** In words: how the page stands with the lab, what the view does, what waits on the wire. */
export function StatusBar() {
  const { t } = useTranslation("status");
  const words = useLinkWords();
  const held = heldFrames(useLog().latest).length;
  const spoken = held > 0 ? `${words} ${t("held", { count: held })}` : words;
  return (
    <section aria-label={t("region")} className="border-line border-t bg-surface">
      <NoticeLine />
      <div className="flex h-7 items-center gap-4 overflow-hidden whitespace-nowrap px-4 text-text-2 text-xs">
        <Connection />
        <View />
        <Held />
        <Facts />
      </div>
      <Announcer text={spoken} />
    </section>
  );
}
