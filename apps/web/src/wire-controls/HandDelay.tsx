import { Timer } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { formatDuration } from "../format/time.ts";
import { HAND_DELAYS, useHandDelay } from "./hand-delay.ts";

interface HandDelayProps {
  readonly disabled: boolean;
  readonly describedBy: string | undefined;
  readonly onDelay: (delayNs: number) => void;
}

/** Puts a frame off by a time to choose. */
export function HandDelay({ disabled, describedBy, onDelay }: HandDelayProps) {
  const { t } = useTranslation("wire-controls");
  const { delayNs, choose } = useHandDelay();
  return (
    <span className="inline-flex [&>button]:rounded-e-none">
      <TextButton
        icon={Timer}
        title={t("handDelay.title")}
        disabled={disabled}
        aria-describedby={describedBy}
        onClick={() => onDelay(delayNs)}
      >
        {t("handDelay.do")}
      </TextButton>
      <select
        aria-label={t("handDelay.by")}
        title={t("handDelay.by")}
        value={delayNs}
        disabled={disabled}
        onChange={(event) => choose(Number(event.target.value))}
        className="-ms-px h-8 rounded-e-md border border-line-strong bg-surface px-1 text-sm disabled:opacity-50"
      >
        {HAND_DELAYS.map((ns) => (
          <option key={ns} value={ns}>
            {formatDuration(ns)}
          </option>
        ))}
      </select>
    </span>
  );
}
