import { RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { usePlayer, useSession } from "../session/hooks.ts";
import { canBeToldAgain, tryAgain, useTryingAgain } from "./try-again.ts";
import { useLabServer } from "./use-lab-server.ts";

/** Whether "Try again from here" can be offered now: the view is not live, and a lab can be opened after this one. */
function useOffered(): boolean {
  const session = useSession();
  const { state } = usePlayer();
  const hasServer = useLabServer();
  return state.mode !== "live" && hasServer && canBeToldAgain(session);
}

/**
 * Beside the transport: what a person may do who wants to act in the past. Where the timeline stands in the same row its
 * room is kept, so that nothing moves under a hand that grabs the playhead.
 */
export function TryAgainButton() {
  const { t } = useTranslation("again");
  const session = useSession();
  const isBusy = useTryingAgain((store) => store.isBusy);
  if (!useOffered()) return <span className="hidden w-8 shrink-0 xl:block" />;
  return (
    <button
      type="button"
      title={`${t("try")}\n${t("tryHint")}`}
      aria-label={t("try")}
      disabled={isBusy}
      onClick={() => void tryAgain(session)}
      className="flex h-8 min-w-8 shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border border-line px-2 font-medium text-accent text-sm hover:border-accent disabled:opacity-50 xl:w-8 xl:px-0"
    >
      <RotateCcw size={15} strokeWidth={2} aria-hidden="true" />
      <span className="xl:sr-only">{t(isBusy ? "opening" : "try")}</span>
    </button>
  );
}

/** The same within a sentence that says why nothing can be done here. */
export function TryAgainLink({ className }: { readonly className: string }) {
  const { t } = useTranslation("again");
  const session = useSession();
  const isBusy = useTryingAgain((store) => store.isBusy);
  if (!useOffered()) return null;
  return (
    <button
      type="button"
      title={t("tryHint")}
      disabled={isBusy}
      onClick={() => void tryAgain(session)}
      className={className}
    >
      {t("try")}
    </button>
  );
}
