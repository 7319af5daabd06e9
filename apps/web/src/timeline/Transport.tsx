import { TRACE_START } from "@wirestage/trace";
import { ArrowLeftToLine, Pause, Play, StepBack, StepForward } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../app/buttons.tsx";
import { usePlayer, useSession } from "../session/hooks.ts";

/** To the start, one event back, play or pause, one event on. */
export function Transport() {
  const { t } = useTranslation("timeline");
  const { player } = useSession();
  const { state } = usePlayer();
  const paused = state.mode === "paused";
  return (
    <div className="flex items-center gap-0.5">
      <IconButton
        icon={ArrowLeftToLine}
        label={t("toStart")}
        shortcut="Home"
        onClick={() => player.seek(TRACE_START)}
      />
      <IconButton icon={StepBack} label={t("stepBack")} shortcut="←" onClick={() => player.step(-1)} />
      <IconButton
        icon={paused ? Play : Pause}
        label={t(paused ? "play" : "pause")}
        shortcut="Space"
        emphasis
        onClick={() => player.toggle()}
      />
      <IconButton icon={StepForward} label={t("stepOn")} shortcut="→" onClick={() => player.step(1)} />
    </div>
  );
}
