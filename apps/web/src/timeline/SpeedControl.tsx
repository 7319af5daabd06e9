import { useTranslation } from "react-i18next";
import { usePlayer, useSession } from "../session/hooks.ts";
import { SPEEDS } from "../session/player.ts";
import { speedText } from "../session/speed-text.ts";

const SLOWEST = SPEEDS.length - 1;

/** From a thousandth of real time to real time, a decade as long as the next; real time is always one press away. */
export function SpeedControl() {
  const { t } = useTranslation("timeline");
  const { player } = useSession();
  const { speed } = usePlayer();
  const isReal = speed === 1;
  return (
    <div className="flex items-center gap-1.5">
      <span aria-hidden="true" className="w-[4.25em] text-right text-sm text-text">
        {!isReal && speedText(speed)}
      </span>
      <input
        type="range"
        min={0}
        max={SLOWEST}
        step={1}
        value={SLOWEST - SPEEDS.indexOf(speed)}
        aria-label={t("speed")}
        aria-valuetext={speedText(speed)}
        title={t("speed")}
        className="speed"
        onChange={({ target }) => {
          const chosen = SPEEDS[SLOWEST - target.valueAsNumber];
          if (chosen) player.setSpeed(chosen);
        }}
        // The arrow keys are the timeline's again once a pointer has let go.
        onPointerUp={({ currentTarget }) => currentTarget.blur()}
      />
      <button
        type="button"
        aria-label={t("realTime")}
        title={t("realTime")}
        aria-pressed={isReal}
        onClick={() => player.setSpeed(1)}
        className={`h-7 min-w-8 rounded-md px-1.5 text-sm ${
          isReal ? "bg-accent-soft font-medium text-accent" : "text-text-2 hover:bg-sunken"
        }`}
      >
        1×
      </button>
    </div>
  );
}
