import { ChevronLeft, ChevronRight, Pause, Play } from "lucide-react";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../app/buttons.tsx";
import type { Stage, StageId } from "./stages.ts";
import { usePlay } from "./use-play.ts";

interface StageControlsProps {
  readonly stages: readonly Stage[];
  /** The step that is shown. */
  readonly index: number;
  readonly onStage: (stage: StageId) => void;
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
}

/** Which step is shown: one after the other, any of them, or all at once. */
export function StageControls({ stages, index, onStage, all, onAll }: StageControlsProps) {
  const { t } = useTranslation("inside-hmac");
  const goTo = useCallback(
    (to: number) => {
      const stage = stages[to];
      if (stage) onStage(stage.id);
    },
    [stages, onStage],
  );
  const play = usePlay(index, stages.length, goTo);
  const choose = (to: number) => {
    play.stop();
    onAll(false);
    goTo(to);
  };
  const name = t(`stage.${stages[index]?.id ?? "key"}.name`);
  return (
    <div className="hmac-controls">
      <div className="hmac-buttons">
        <IconButton
          icon={ChevronLeft}
          label={t("previous")}
          disabled={all || index === 0}
          onClick={() => choose(index - 1)}
        />
        <IconButton
          icon={play.playing ? Pause : Play}
          label={t(play.playing ? "pause" : "play")}
          disabled={all}
          onClick={play.playing ? play.stop : play.start}
        />
        <IconButton
          icon={ChevronRight}
          label={t("next")}
          disabled={all || index + 1 === stages.length}
          onClick={() => choose(index + 1)}
        />
      </div>
      <ol className="hmac-path" aria-label={t("steps")}>
        {stages.map(({ id }, place) => (
          <li key={id}>
            <button
              type="button"
              aria-current={!all && place === index ? "step" : undefined}
              onClick={() => choose(place)}
            >
              <span aria-hidden="true">{place + 1}</span>{" "}
              <span className="hmac-name">{t(`stage.${id}.name`)}</span>
            </button>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className="hmac-all"
        aria-pressed={all}
        onClick={() => {
          play.stop();
          onAll(!all);
        }}
      >
        {t("all")}
      </button>
      <p className="sr-only" aria-live="polite">
        {all ? t("all") : t("place", { step: index + 1, count: stages.length, name })}
      </p>
    </div>
  );
}
