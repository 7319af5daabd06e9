import { KeyRound, Play, SquareTerminal, StepForward } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OpenFileButton } from "../open-file/OpenFileButton.tsx";
import { choiceOfRun, type RunChoice } from "../runs/run-choice.ts";
import { useRunChoice } from "../runs/use-run-choice.ts";
import type { Way } from "../runs/way.ts";
import { OpeningFailure } from "./OpeningFailure.tsx";
import { ProgramChoice } from "./ProgramChoice.tsx";
import type { Opening } from "./use-open-lab.ts";

interface StartProps {
  readonly opening: Opening;
  readonly onOpen: (choice: RunChoice, hold: boolean) => void;
  readonly onOpenVerification: (choice: RunChoice) => void;
  readonly onOpenConsoles: () => void;
}

/** The two ways to begin with the chosen programs. */
function useWays(onOpen: (hold: boolean) => void, busy: boolean): readonly Way[] {
  const { t } = useTranslation("landing");
  return [
    {
      key: "start",
      text: t("start"),
      icon: Play,
      look: "primary",
      disabled: busy,
      act: () => onOpen(false),
    },
    {
      key: "step",
      text: t("stepByStep"),
      hint: t("stepByStepNote"),
      icon: StepForward,
      look: "quiet",
      disabled: busy,
      act: () => onOpen(true),
    },
  ];
}

interface BigButtonsProps {
  readonly busy: boolean;
  readonly onOpen: (hold: boolean) => void;
}

// A button that is `disabled` while the lab opens would lose the focus, which is wanted where that fails.
function BigButtons({ busy, onOpen }: BigButtonsProps) {
  const { t } = useTranslation("landing");
  return (
    <div className="flex flex-wrap items-center gap-3">
      <button
        type="button"
        aria-disabled={busy}
        onClick={() => onOpen(false)}
        className="inline-flex h-14 items-center gap-3 rounded-full bg-accent pr-9 pl-7 font-semibold text-bg text-lg shadow-sm transition hover:brightness-110 aria-disabled:opacity-60"
      >
        <Play size={20} fill="currentColor" aria-hidden="true" />
        {busy ? t("starting") : t("start")}
      </button>
      <button
        type="button"
        aria-disabled={busy}
        onClick={() => onOpen(true)}
        aria-describedby="step-by-step-note"
        title={t("stepByStepNote")}
        className="inline-flex h-14 items-center gap-2 rounded-full px-5 font-medium text-text-2 transition hover:bg-sunken hover:text-text aria-disabled:opacity-60"
      >
        <StepForward size={18} aria-hidden="true" />
        {t("stepByStep")}
      </button>
      <p id="step-by-step-note" className="sr-only">
        {t("stepByStepNote")}
      </p>
    </div>
  );
}

const OTHER_WAY =
  "inline-flex min-h-8 items-center gap-2 rounded-sm text-left font-medium text-accent text-sm hover:underline hover:underline-offset-4 aria-disabled:opacity-60";

/** The ways into a lab, what is to run in it and, where it could not be opened, why. */
export function StartButtons({ opening, onOpen, onOpenVerification, onOpenConsoles }: StartProps) {
  const { t } = useTranslation("landing");
  const { choice, choose } = useRunChoice();
  const [pressed, setPressed] = useState<"programs" | "consoles">("programs");
  const busy = opening.status === "opening";
  const open = (hold: boolean) => {
    if (busy) return;
    setPressed("programs");
    onOpen(choice, hold);
  };
  const openVerification = () => {
    if (busy) return;
    setPressed("programs");
    onOpenVerification(choiceOfRun("tcp-hmac", choice));
  };
  const openConsoles = () => {
    if (busy) return;
    setPressed("consoles");
    onOpenConsoles();
  };
  const failure = opening.status === "failed" && <OpeningFailure error={opening.error} />;
  return (
    <div className="mt-9">
      <BigButtons busy={busy} onOpen={open} />
      {pressed === "programs" && failure}
      <ProgramChoice value={choice} onChange={choose} ways={useWays(open, busy)} />
      {pressed === "consoles" && failure}
      <div className="mt-4 flex flex-col items-start gap-1">
        <button type="button" aria-disabled={busy} onClick={openVerification} className={OTHER_WAY}>
          <KeyRound size={16} className="shrink-0" aria-hidden="true" />
          {t("verification")}
        </button>
        <button type="button" aria-disabled={busy} onClick={openConsoles} className={OTHER_WAY}>
          <SquareTerminal size={16} className="shrink-0" aria-hidden="true" />
          {t("consoles")}
        </button>
        <OpenFileButton look="link" />
      </div>
    </div>
  );
}
