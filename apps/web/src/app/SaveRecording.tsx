import { Download } from "lucide-react";
import { useId, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { recordingPath } from "../session/api.ts";
import { useSession } from "../session/hooks.ts";
import { storyIndex } from "../verification/story-index.ts";

/** Whether a recording of the lab could hold a secret. */
function useHasSecrets(): boolean {
  const { log, playhead } = useSession();
  const hasSecrets = () =>
    [...log.latest.programs.values()].some(({ started }) => started.parameters["SECRET"] !== undefined) ||
    storyIndex(log).verifications(log.latest.next).length > 0;
  return useSyncExternalStore(playhead.subscribe, hasSecrets);
}

const ROUND = "grid size-9 place-items-center rounded-full text-text-2 hover:bg-sunken hover:text-text";

/** The recording as a link and, where the lab has secrets, whether it holds them: it does not unless asked. */
export function RecordingLink() {
  const { t } = useTranslation("app");
  const { lab } = useSession();
  const hasSecrets = useHasSecrets();
  const [wanted, setWanted] = useState(false);
  return (
    <div className="flex flex-col items-start gap-2 text-sm">
      {hasSecrets && (
        <label className="flex items-baseline gap-2">
          <input
            type="checkbox"
            checked={wanted}
            onChange={(event) => setWanted(event.currentTarget.checked)}
            className="size-4 shrink-0 translate-y-0.5 accent-(--accent)"
          />
          <span>
            {t("secrets.name")}
            <span className="block text-text-2 text-xs">{t("secrets.hint")}</span>
          </span>
        </label>
      )}
      <a
        href={recordingPath(lab, hasSecrets && wanted)}
        download={`wirestage-${lab}.pcapng`}
        className="inline-flex items-center gap-1.5 rounded-sm font-medium text-accent hover:underline"
      >
        <Download size={15} aria-hidden="true" />
        {t("download")}
      </a>
    </div>
  );
}

/** Saves at one press; where there are secrets it asks about them first. */
export function SaveRecording() {
  const { t } = useTranslation("app");
  const { lab } = useSession();
  const hasSecrets = useHasSecrets();
  const id = useId();
  const name = { "aria-label": t("download"), title: t("download"), className: ROUND };
  const icon = <Download size={18} strokeWidth={1.9} aria-hidden="true" />;
  if (!hasSecrets) {
    return (
      <a href={recordingPath(lab)} download={`wirestage-${lab}.pcapng`} {...name}>
        {icon}
      </a>
    );
  }
  return (
    <>
      <button type="button" popoverTarget={id} {...name}>
        {icon}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={t("download")}
        className="fixed inset-auto top-12 right-3 m-0 w-80 max-w-[calc(100vw-1.5rem)] rounded-xl border border-line bg-surface p-4 text-text shadow-xl"
      >
        <RecordingLink />
      </div>
    </>
  );
}
