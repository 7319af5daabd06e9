import { useId } from "react";
import { useTranslation } from "react-i18next";
import { TryAgainButton } from "../again/TryAgain.tsx";
import { usePlayer } from "../session/hooks.ts";
import { speedText } from "../session/speed-text.ts";
import { PlayingSwitches } from "./PlayingSwitches.tsx";
import { SpeedControl } from "./SpeedControl.tsx";

/** Speed, idle time and loop behind one button, for windows that have no room for more. */
export function PlayingMenu() {
  const { t } = useTranslation("timeline");
  const { speed, loop } = usePlayer();
  const id = useId();
  const name = t("playing", { speed: speedText(speed) });
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={name}
        title={name}
        className={`h-8 min-w-12 rounded-md border px-1.5 text-sm ${
          loop ? "border-accent text-accent" : "border-line text-text hover:border-line-strong"
        }`}
      >
        {speedText(speed)}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={name}
        className="playing-menu rounded-xl border border-line bg-surface p-3 text-text shadow-xl"
      >
        <div className="flex flex-col items-start gap-2">
          <SpeedControl />
          <PlayingSwitches worded />
          <TryAgainButton />
        </div>
      </div>
    </>
  );
}
