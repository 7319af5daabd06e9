import { useTranslation } from "react-i18next";
import { frameIndex } from "../inspector/frame-index.ts";
import { useLog, useTraceState } from "../session/hooks.ts";
import { useLinkNoise } from "./link-noise.ts";

/** How many frames of link noise were sent so far, and one press to show or hide them; nothing where there are none. */
export function NoiseSwitch() {
  const { t } = useTranslation("link-noise");
  const log = useLog();
  const { next } = useTraceState();
  const { shown, show } = useLinkNoise();
  const count = frameIndex(log).noiseBefore(next);
  if (count === 0) return null;
  return (
    <p className="text-text-2 text-xs" title={t("why")}>
      {t(shown ? "shown" : "hidden", { count })}{" "}
      <button
        type="button"
        aria-pressed={shown}
        onClick={() => show(!shown)}
        className="font-medium text-accent underline underline-offset-2"
      >
        {t(shown ? "hide" : "show")}
      </button>
    </p>
  );
}
