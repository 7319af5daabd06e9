import { Play, Square } from "lucide-react";
import { type FocusEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../../app/buttons.tsx";
import { useSession } from "../../session/hooks.ts";
import { runningTrial, useAttackRuns, useLabTrials } from "./attack-runs.ts";
import { CureDifference } from "./CureDifference.tsx";
import type { Card } from "./cards.ts";
import { runningPrograms } from "./running-programs.ts";
import { TimingOfComparison } from "./TimingOfComparison.tsx";
import { TrialReport } from "./TrialReport.tsx";
import type { TrialName } from "./trial.ts";
import { useTrialSetting } from "./use-trial-setting.ts";

interface AttackCardProps {
  readonly card: Card;
  /** The element that says why nothing can be tried now; null where something can. */
  readonly obstacle: string | null;
}

/** Asks before what runs is ended for a trial. */
function EndFirst(props: { names: string; onYes: () => void; onNo: () => void }) {
  const { t } = useTranslation("attacks");
  return (
    <div role="alert" className="attack-question">
      <p>{t("running.question", { names: props.names })}</p>
      <div className="attack-buttons">
        <TextButton look="primary" onClick={props.onYes}>
          {t("running.yes")}
        </TextButton>
        <TextButton onClick={props.onNo}>{t("running.no")}</TextButton>
      </div>
    </div>
  );
}

/** The trials of a card: what each is called, which one runs, and how to start and stop them. */
function useTrials({ name, trials }: Card) {
  const { t } = useTranslation("attacks");
  const session = useSession();
  const setting = useTrialSetting();
  const runs = useLabTrials(session.lab);
  const { start, stop } = useAttackRuns.getState();
  const current = runningTrial(runs);
  const actOf = (trial: TrialName) => {
    const variant = trials.length > 1 ? trialNames(t)[trial] : undefined;
    return variant ?? t(runs[trial] ? "tryAgain" : "try");
  };
  return {
    runs,
    current,
    actOf,
    nameOf: (trial: TrialName) => t("of", { name: t(`card.${name}.name`), act: actOf(trial) }),
    start: (trial: TrialName) => start(session, trial, setting()),
    stop: () => stop(session.lab),
  };
}

type AttacksText = ReturnType<typeof useTranslation<"attacks">>["t"];

/** Of cards with several. */
function trialNames(t: AttacksText): Partial<Record<TrialName, string>> {
  const names = ["altered", "checksumLeft", "spoofedWrong", "spoofedRight", "merged", "mergedCured"] as const;
  return Object.fromEntries(names.map((name) => [name, t(`trial.${name}`)]));
}

/** Buttons take each other's place here: the focus, where it was among them, stays among them. */
function useKeptFocus(shown: string) {
  const box = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  useEffect(() => {
    void shown;
    if (!hadFocus.current || document.activeElement !== document.body) return;
    box.current?.querySelector<HTMLButtonElement>("button:enabled")?.focus({ preventScroll: true });
  }, [shown]);
  const onFocus = () => {
    hadFocus.current = true;
  };
  const onBlur = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget !== null) hadFocus.current = false;
  };
  return { ref: box, onFocus, onBlur };
}

function StopButton({ card, onStop }: { readonly card: Card; readonly onStop: () => void }) {
  const { t } = useTranslation("attacks");
  const name = t(`card.${card.name}.name`);
  return (
    <TextButton icon={Square} aria-label={t("of", { name, act: t("stop") })} onClick={onStop}>
      {t("stop")}
    </TextButton>
  );
}

function TrialButtons({ card, obstacle }: AttackCardProps) {
  const { t } = useTranslation("attacks");
  const { log } = useSession();
  const { current, actOf, nameOf, start, stop } = useTrials(card);
  const [asked, setAsked] = useState<TrialName | null>(null);
  const names = [...new Set(runningPrograms(log.latest).map(({ started }) => started.name))];
  const isRunning = current !== null && card.trials.includes(current);
  const isAsking = !isRunning && asked !== null && names.length > 0;
  const focus = useKeptFocus(isRunning ? "running" : isAsking ? "asking" : "waiting");
  const begin = (trial: TrialName) => {
    setAsked(null);
    start(trial);
  };
  return (
    <div {...focus} className="attack-buttons">
      {isRunning && <StopButton card={card} onStop={stop} />}
      {isAsking && (
        <EndFirst names={names.join(", ")} onYes={() => begin(asked)} onNo={() => setAsked(null)} />
      )}
      {!isRunning &&
        !isAsking &&
        card.trials.map((trial) => (
          <TextButton
            key={trial}
            icon={Play}
            disabled={obstacle !== null || current !== null}
            aria-label={nameOf(trial)}
            aria-describedby={obstacle ?? undefined}
            title={current === null ? undefined : t("otherTrial")}
            onClick={() => (names.length > 0 ? setAsked(trial) : begin(trial))}
          >
            {actOf(trial)}
          </TextButton>
        ))}
    </div>
  );
}

/** One attack: what the attacker knows and can do, how to try it, and what came of it. */
export function AttackCard({ card, obstacle }: AttackCardProps) {
  const { t } = useTranslation("attacks");
  const { runs, actOf } = useTrials(card);
  const tried = card.trials.flatMap((trial) => runs[trial] ?? []);
  const isTried = tried.length > 0;
  return (
    <article className="attack" data-tried={isTried || undefined}>
      <h4>{t(`card.${card.name}.name`)}</h4>
      <p>{t(`card.${card.name}.power`)}</p>
      {card.trials.length > 0 && <TrialButtons card={card} obstacle={obstacle} />}
      {card.name === "comparison" && <TimingOfComparison />}
      {tried.map((run) => (
        <TrialReport key={run.trial} run={run} heading={card.trials.length > 1 ? actOf(run.trial) : null} />
      ))}
      {card.faulty !== null && isTried && <CureDifference faulty={card.faulty} />}
    </article>
  );
}
