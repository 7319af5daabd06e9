import { Monitor, Play, Plus, Server, SlidersHorizontal } from "lucide-react";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { OwnProgram } from "../hosts/OwnProgram.tsx";
import { setText, useChoiceTitle } from "../runs/choice-text.ts";
import { RunSheet } from "../runs/load-run-sheet.ts";
import { hasRun, hasRunAny } from "../runs/run-again.ts";
import type { RunChoice } from "../runs/run-choice.ts";
import { useRunSheetShown } from "../runs/run-sheet-shown.ts";
import { useRun } from "../runs/use-run.ts";
import { keepRunChoice, useLabRunChoice } from "../runs/use-run-choice.ts";
import type { Way } from "../runs/way.ts";
import { useLink, useLog, useSession } from "../session/hooks.ts";
import { TextButton } from "./buttons.tsx";

/** What can be done with the lab's choice: both sides again, one of them alone, a lab of its own. */
function useWays(choice: RunChoice, onNewLab: (run: RunChoice) => void): readonly Way[] {
  const { t } = useTranslation("app");
  const { latest } = useLog();
  const isAgain = hasRun(latest, choice.run);
  const goesOn = hasRunAny(latest);
  const run = useRun();
  const disabled = !run.mayRun;
  const quiet = { look: "quiet", disabled } as const;
  return [
    {
      key: "run",
      text: t(isAgain ? "runAgain" : "run"),
      hint: t(goesOn ? "runAgainHint" : "runHint"),
      icon: Play,
      look: "primary",
      disabled,
      act: () => run.again(choice),
    },
    {
      key: "server",
      text: t("onlyServer"),
      icon: Server,
      ...quiet,
      act: () => run.side(choice, "server"),
    },
    {
      key: "client",
      text: t("onlyClient"),
      icon: Monitor,
      ...quiet,
      act: () => run.side(choice, "client"),
    },
    {
      key: "lab",
      text: t("newLab"),
      hint: t("newLabHint"),
      icon: Plus,
      look: "quiet",
      disabled: false,
      act: () => onNewLab(choice),
    },
  ];
}

interface RunControlsProps {
  readonly onNewLab: (run: RunChoice) => void;
}

/** What the lab runs: the choice, which opens the sheet of all programs, and the two most usual things to do with it. */
export function RunControls({ onNewLab }: RunControlsProps) {
  const { t } = useTranslation("app");
  const { lab } = useSession();
  const choice = useLabRunChoice();
  const ways = useWays(choice, onNewLab);
  const link = useLink();
  const mayCommand = link.status === "open" && link.mayCommand;
  const { shown, show } = useRunSheetShown();
  useEffect(() => () => show(false), [show]);
  const title = useChoiceTitle(choice);
  const set = setText(choice);
  const inBar = ways.filter(({ key }) => key === "run" || key === "lab");
  return (
    <>
      <button
        type="button"
        aria-label={t("program", { title })}
        title={set === "" ? title : `${title} (${set})`}
        aria-haspopup="dialog"
        onClick={() => show(true)}
        className="flex h-8 min-w-8 max-w-72 items-center justify-center gap-2 max-md:shrink-0 rounded-md border border-line bg-surface px-2 text-sm hover:border-line-strong"
      >
        <SlidersHorizontal size={15} className="shrink-0" aria-hidden="true" />
        <span className="hidden truncate md:inline">{title}</span>
        {set !== "" && <span className="hidden size-1.5 shrink-0 rounded-full bg-accent md:inline" />}
      </button>
      {inBar.map(({ key, text, hint, icon, disabled, act }) => (
        <TextButton
          key={key}
          icon={icon}
          title={hint}
          compact={key === "lab"}
          disabled={disabled}
          onClick={act}
        >
          {text}
        </TextButton>
      ))}
      {shown && (
        <Suspense fallback={null}>
          <RunSheet
            choice={choice}
            onChoose={(chosen) => keepRunChoice(lab, chosen)}
            onClose={() => show(false)}
            ways={ways}
            below={mayCommand && <OwnProgram host="client" />}
          />
        </Suspense>
      )}
    </>
  );
}
