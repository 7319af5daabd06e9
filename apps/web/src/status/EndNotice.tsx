import type { ErrorCode } from "@wirestage/protocol";
import { Download, Plus, RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { useLink, useLog, useSession } from "../session/hooks.ts";
import { WATCH_AGAIN } from "../session/watch-again.ts";
import { useErrorSentence } from "./error-sentence.ts";
import { saveTrace } from "./save-trace.ts";

export interface EndNoticeProps {
  readonly onNewLab: () => void;
  readonly onWatchAgain: () => void;
}

interface WayOnProps extends EndNoticeProps {
  readonly code: ErrorCode;
}

/** The one press that goes on after an end. */
export function WayOn({ code, onNewLab, onWatchAgain }: WayOnProps) {
  const { t } = useTranslation("status");
  return WATCH_AGAIN.has(code) ? (
    <TextButton icon={RotateCw} look="primary" onClick={onWatchAgain}>
      {t("watchAgain")}
    </TextButton>
  ) : (
    <TextButton icon={Plus} look="primary" onClick={onNewLab}>
      {t("newLab")}
    </TextButton>
  );
}

/** Says why no more will come, with the one press that goes on. What was seen stays. */
export function EndNotice({ onNewLab, onWatchAgain }: EndNoticeProps) {
  const { t } = useTranslation("status");
  const link = useLink();
  const { lab } = useSession();
  const { events } = useLog();
  const sentence = useErrorSentence();
  if (link.status !== "ended") return null;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-held/40 border-b bg-held-soft px-4 py-2 text-sm"
    >
      <p className="min-w-0 flex-1 basis-72">{sentence(link.error)}</p>
      {events.length > 0 && (
        <TextButton icon={Download} onClick={() => saveTrace(lab, events)}>
          {t("saveTrace")}
        </TextButton>
      )}
      <WayOn code={link.error.code} onNewLab={onNewLab} onWatchAgain={onWatchAgain} />
    </div>
  );
}
