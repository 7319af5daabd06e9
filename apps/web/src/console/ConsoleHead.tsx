import { ScrollText, Skull } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import { useNotices } from "../status/notices.ts";
import { useScriptSheet } from "./scripts/script-sheet.ts";
import type { ConsoleView } from "./use-console.ts";

/** Ends the console as SIGKILL would. */
function KillButton({ program }: { readonly program: number }) {
  const { t } = useTranslation("console");
  const session = useSession();
  const kill = async () => {
    const answer = await session.command({ do: "program.kill", program });
    if (!answer.ok) useNotices.getState().show({ kind: "refused", error: answer.error });
  };
  return (
    <button
      type="button"
      className="head-button head-kill"
      title={t("head.killTitle")}
      onClick={() => void kill()}
    >
      <Skull size={13} aria-hidden="true" />
      {t("head.kill")}
    </button>
  );
}

/** What concerns the console as a whole. */
export function ConsoleHead({ running, may }: ConsoleView) {
  const { t } = useTranslation("console");
  const open = useScriptSheet((sheet) => sheet.open);
  return (
    <div className="console-head">
      <button type="button" className="head-button" title={t("head.scriptsTitle")} onClick={() => open()}>
        <ScrollText size={13} aria-hidden="true" />
        {t("head.scripts")}
      </button>
      {running && may === "yes" && <KillButton program={running.started.program} />}
    </div>
  );
}
