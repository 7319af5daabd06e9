import { Power } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { closeLab } from "../session/api.ts";
import { useLink, useLog, useSession } from "../session/hooks.ts";
import { tokens } from "../session/token.ts";
import { useNotices } from "../status/notices.ts";
import { IconButton } from "./buttons.tsx";
import { CloseLabDialog } from "./CloseLabDialog.tsx";
import { mayClose, runningPrograms } from "./close-lab.ts";

/** Closes the lab. Nothing is said here when that is done: the end of the connection says it to everybody who watches. */
function useCloseLab(token: string | null): () => Promise<void> {
  const { lab } = useSession();
  const { show, dismiss } = useNotices.getState();
  return async () => {
    if (token === null) return;
    dismiss();
    const answer = await closeLab(lab, token);
    if (!answer.ok) show(answer.error ? { kind: "refused", error: answer.error } : { kind: "no-answer" });
  };
}

/** Ends the lab for everybody; asks first where something runs in it. */
export function CloseLab() {
  const { t } = useTranslation("app");
  const { lab } = useSession();
  const running = runningPrograms(useLog().latest);
  const token = tokens().find(lab);
  const may = mayClose(useLink(), token !== null);
  const close = useCloseLab(token);
  const [asks, setAsks] = useState(false);
  const press = () => {
    if (may !== "yes") return;
    if (running.length > 0) setAsks(true);
    else void close();
  };
  return (
    <>
      <IconButton
        icon={Power}
        label={t("closeLab.name")}
        title={may === "yes" ? t("closeLab.hint") : t(`closeLab.${may}`)}
        // Not `disabled`: that takes the focus away from who has just closed the lab by it.
        aria-disabled={may !== "yes"}
        onClick={press}
      />
      {asks && (
        <CloseLabDialog running={running} onConfirm={() => void close()} onDone={() => setAsks(false)} />
      )}
    </>
  );
}
