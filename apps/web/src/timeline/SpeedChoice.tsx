import { useTranslation } from "react-i18next";
import { usePlayer, useSession } from "../session/hooks.ts";
import { SPEEDS } from "../session/player.ts";
import { speedText } from "../session/speed-text.ts";

/** From real time to a thousandth of it. */
export function SpeedChoice() {
  const { t } = useTranslation("timeline");
  const { player } = useSession();
  const { speed } = usePlayer();
  return (
    <select
      aria-label={t("speed")}
      title={t("speed")}
      value={speed}
      onChange={(event) => {
        const chosen = SPEEDS.find((each) => String(each) === event.target.value);
        if (chosen) player.setSpeed(chosen);
      }}
      className="h-8 w-[4.75rem] sm:w-[5.5rem] rounded-md border border-line bg-surface px-1.5 text-sm hover:border-line-strong"
    >
      {SPEEDS.map((each) => (
        <option key={each} value={each}>
          {speedText(each)}
        </option>
      ))}
    </select>
  );
}
