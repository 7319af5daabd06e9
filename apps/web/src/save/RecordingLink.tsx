import { Download } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
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

interface FileLinkProps {
  readonly href: string;
  readonly name: string;
}

export function RecordingFileLink({ href, name }: FileLinkProps) {
  const { t } = useTranslation("save");
  return (
    <a
      href={href}
      download={name}
      className="inline-flex min-h-8 items-center gap-1.5 rounded-sm font-medium text-accent text-sm hover:underline"
    >
      <Download size={15} aria-hidden="true" />
      {t("recording.file")}
    </a>
  );
}

/** A lab's recording as a link and, where the lab has secrets, whether it holds them: it does not unless asked. */
export function RecordingLink() {
  const { t } = useTranslation("save");
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
      <RecordingFileLink href={recordingPath(lab, hasSecrets && wanted)} name={`wirestage-${lab}.pcapng`} />
    </div>
  );
}
