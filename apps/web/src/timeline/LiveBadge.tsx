import { useTranslation } from "react-i18next";
import { useLink, useLog, usePlayer, useSession, useTraceState } from "../session/hooks.ts";
import { isFinished } from "../session/session.ts";

/** Lit while live; away from it, the way back and how much has happened meanwhile. */
export function LiveBadge() {
  const { t } = useTranslation("timeline");
  const { player } = useSession();
  const { state } = usePlayer();
  const ended = isFinished(useLink());
  const away = useLog().events.length - useTraceState().next;
  const live = state.mode === "live";
  const label = live ? t("isLive") : t(ended ? "goEnd" : "goLive");
  return (
    <button
      type="button"
      aria-label={away > 0 && !live ? `${label} (${t("newEvents", { count: away })})` : label}
      title={label}
      onClick={() => player.goLive()}
      className={`flex h-8 items-center justify-center gap-1.5 xl:min-w-24 whitespace-nowrap rounded-full px-2.5 font-medium sm:px-3 text-sm ${
        live ? "bg-accent-soft text-accent" : "border border-line text-text-2 hover:bg-sunken"
      }`}
    >
      <span
        aria-hidden="true"
        className={`size-2 rounded-full ${live ? "bg-accent" : "border border-current"}`}
      />
      {t(ended ? "end" : "live")}
      {away > 0 && !live && <span className="text-text-3">+{away}</span>}
    </button>
  );
}
