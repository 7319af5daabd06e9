import type { Health } from "@wirestage/protocol";
import { Play, SquareTerminal, StepForward } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Logo } from "../app/Logo.tsx";
import { loadLabPage } from "../app/load-lab-page.ts";
import { PageSwitches } from "../app/PageSwitches.tsx";
import type { RunChoice } from "../runs/run-choice.ts";
import { useRunChoice } from "../runs/use-run-choice.ts";
import { askHealth } from "../session/api.ts";
import { useErrorSentence } from "../status/error-sentence.ts";
import { OnlyRecordings } from "./OnlyRecordings.tsx";
import { ProgramChoice } from "./ProgramChoice.tsx";
import { type Opening, useOpenLab } from "./use-open-lab.ts";
import { WireFigure } from "./WireFigure.tsx";

function useHealth(): Health | null {
  const [health, setHealth] = useState<Health | null>(null);
  useEffect(() => {
    void askHealth().then((answer) => answer.ok && setHealth(answer.value));
  }, []);
  return health;
}

function Header() {
  return (
    <header className="mx-auto flex w-full max-w-6xl items-center gap-2 px-5 py-4 sm:px-8">
      <Logo className="size-7" />
      <span className="font-semibold text-lg tracking-tight">Wirestage</span>
      <div className="ml-auto flex items-center gap-1">
        <PageSwitches />
      </div>
    </header>
  );
}

function Failure({ opening }: { readonly opening: Opening }) {
  const { t } = useTranslation("landing");
  const sentence = useErrorSentence();
  if (opening.status !== "failed") return null;
  return (
    <div role="alert" className="mt-6 max-w-lg rounded-lg border border-lost/40 bg-lost-soft px-4 py-3">
      <p className="font-semibold">{t("failed.title")}</p>
      <p className="text-sm text-text-2">{opening.error ? sentence(opening.error) : t("failed.gone")}</p>
    </div>
  );
}

interface StartProps {
  readonly opening: Opening;
  readonly onOpen: (choice: RunChoice, hold: boolean) => void;
  readonly onOpenConsoles: () => void;
}

function StartButtons({ opening, onOpen, onOpenConsoles }: StartProps) {
  const { t } = useTranslation("landing");
  const { choice, choose } = useRunChoice();
  const busy = opening.status === "opening";
  const ways = [
    {
      key: "start",
      text: t("start"),
      icon: Play,
      look: "primary",
      disabled: busy,
      act: () => onOpen(choice, false),
    },
    {
      key: "step",
      text: t("stepByStep"),
      icon: StepForward,
      look: "quiet",
      disabled: busy,
      act: () => onOpen(choice, true),
    },
  ] as const;
  return (
    <div className="mt-9">
      <div className="flex flex-wrap items-center gap-3">
        <button
          type="button"
          disabled={busy}
          onClick={() => onOpen(choice, false)}
          className="inline-flex h-14 items-center gap-3 rounded-full bg-accent pr-9 pl-7 font-semibold text-bg text-lg shadow-sm transition hover:brightness-110 disabled:opacity-60"
        >
          <Play size={20} fill="currentColor" aria-hidden="true" />
          {busy ? t("starting") : t("start")}
        </button>
        <button
          type="button"
          disabled={busy}
          onClick={() => onOpen(choice, true)}
          aria-describedby="step-by-step-note"
          title={t("stepByStepNote")}
          className="inline-flex h-14 items-center gap-2 rounded-full px-5 font-medium text-text-2 transition hover:bg-sunken hover:text-text disabled:opacity-60"
        >
          <StepForward size={18} aria-hidden="true" />
          {t("stepByStep")}
        </button>
      </div>
      <p id="step-by-step-note" className="sr-only">
        {t("stepByStepNote")}
      </p>
      <ProgramChoice value={choice} onChange={choose} ways={ways} />
      <button
        type="button"
        disabled={busy}
        onClick={onOpenConsoles}
        className="mt-4 inline-flex min-h-8 items-center gap-2 rounded-sm text-left font-medium text-accent text-sm hover:underline hover:underline-offset-4 disabled:opacity-60"
      >
        <SquareTerminal size={16} aria-hidden="true" />
        {t("consoles")}
      </button>
    </div>
  );
}

/** One sentence, one button. */
export function Landing() {
  const { t } = useTranslation("landing");
  const health = useHealth();
  const { opening, open, openConsoles } = useOpenLab();
  useEffect(() => {
    void loadLabPage();
  }, []);
  return (
    <div className="flex min-h-dvh flex-col bg-bg">
      <Header />
      <main className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-10 px-5 pt-4 pb-12 sm:px-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,27rem)] lg:gap-16">
        <div>
          <h1 className="font-semibold text-2xl tracking-tight sm:text-3xl xl:text-4xl">
            <span className="inline-block text-balance">{t("title.what")}</span>{" "}
            <span className="inline-block text-balance">{t("title.how")}</span>
          </h1>
          <p className="mt-5 max-w-[36em] text-pretty text-lg text-text-2">{t("lead")}</p>
          {health?.mode === "recordings" ? (
            <OnlyRecordings why={health.why} />
          ) : (
            <StartButtons
              opening={opening}
              onOpen={(choice, hold) => void open(choice, hold)}
              onOpenConsoles={() => void openConsoles()}
            />
          )}
          <Failure opening={opening} />
        </div>
        <WireFigure />
      </main>
      <footer className="mx-auto w-full max-w-6xl px-5 pb-6 text-text-3 text-xs sm:px-8">
        {t("source")}
        {health?.kernelRelease && (
          <span className="ml-2 whitespace-nowrap">Linux {health.kernelRelease}</span>
        )}
      </footer>
    </div>
  );
}
