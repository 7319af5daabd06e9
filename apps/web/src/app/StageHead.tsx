import { useTranslation } from "react-i18next";
import { NoiseSwitch } from "../link-noise/NoiseSwitch.tsx";
import { useLink, useSession } from "../session/hooks.ts";
import { WireControls } from "../wire-controls/WireControls.tsx";

/** How much a capture tells: its states are told from packets, and nothing of its wire is known. */
function CaptureNote() {
  const { t } = useTranslation("app");
  return (
    <p className="text-text-2 text-xs" title={t("inferred.why")}>
      <span className="mr-1.5 rounded border border-line-strong border-dashed px-1">
        {t("inferred.badge")}
      </span>
      {t("inferred.note")}
    </p>
  );
}

/** Above the stage: the hand on the wire; of a recording, which no hand reaches, what of it is hidden or not known. */
export function StageHead() {
  const { log } = useSession();
  if (useLink().status !== "recording") return <WireControls />;
  return (
    <div className="flex flex-col gap-1 border-line border-b bg-surface px-4 py-1.5 empty:hidden">
      {log.latest.opened?.capture != null && <CaptureNote />}
      <NoiseSwitch />
    </div>
  );
}
