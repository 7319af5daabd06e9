import { ChevronLeft, ChevronRight, RotateCcw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { useSession } from "../session/hooks.ts";
import type { StoryRow } from "./story-rows.ts";
import { stepTargets } from "./story-steps.ts";

interface StoryStepsProps {
  /** Of the whole story, as far as it is known. */
  readonly all: readonly StoryRow[];
  /** How many of them had happened at the time that is shown. */
  readonly shown: number;
}

/** Goes through the story step by step: each press moves the time of the whole page. */
export function StorySteps({ all, shown }: StoryStepsProps) {
  const { t } = useTranslation("verification");
  const { player } = useSession();
  const targets = stepTargets(all, shown);
  const buttons = [
    { name: "first", icon: RotateCcw, to: targets.first },
    { name: "before", icon: ChevronLeft, to: targets.before },
    { name: "after", icon: ChevronRight, to: targets.after },
  ] as const;
  return (
    <fieldset className="verification-steps">
      <legend className="sr-only">{t("steps.label")}</legend>
      {buttons.map(({ name, icon, to }) => (
        <TextButton
          key={name}
          icon={icon}
          aria-disabled={to === null}
          onClick={() => to !== null && player.seek(to)}
        >
          {t(`steps.${name}`)}
        </TextButton>
      ))}
      <span className="verification-quiet">{t("steps.at", { shown, all: all.length })}</span>
    </fieldset>
  );
}
