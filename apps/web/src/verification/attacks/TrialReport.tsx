import { Check, LoaderCircle, ShieldCheck, ShieldX, TriangleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration } from "../../format/time.ts";
import { useLog, useSelection } from "../../session/hooks.ts";
import { useErrorSentence } from "../../status/error-sentence.ts";
import { whyVerdict } from "../why.ts";
import { whyText } from "../why-text.ts";
import type { Outcome } from "./findings/finding.ts";
import { outcomeOf } from "./outcome.ts";
import type { Evidence, Facts, TrialPhase, TrialRun } from "./trial.ts";

/** Frames and calls that show it; pressed they are selected everywhere. */
function EvidenceLinks({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const { t } = useTranslation("attacks");
  const log = useLog();
  const select = useSelection((store) => store.select);
  const textOf = (each: Evidence) => {
    if (each.kind === "frame") return t("frame", { frame: each.frame });
    const name = log.calls[each.call - 1]?.entered.name ?? "";
    return t("call", { name, call: each.call });
  };
  return evidence.map((each) => (
    <span key={textOf(each)}>
      {" "}
      <button type="button" className="attack-evidence" onClick={() => select(each)}>
        {textOf(each)}
      </button>
    </span>
  ));
}

/** Lengths of time in the unit that suits them: `waitedNs` becomes `waited`. */
function shownFacts(facts: Facts): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) =>
      name.endsWith("Ns") ? [name.slice(0, -2), formatDuration(Number(value))] : [name, value],
    ),
  );
}

/** Keeps the step that is being done in view. */
function useNewestInView({ steps, phase }: TrialRun) {
  const list = useRef<HTMLOListElement>(null);
  const isRunning = phase.is === "running";
  const count = steps.length;
  useEffect(() => {
    if (isRunning && count > 0) list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [isRunning, count]);
  return list;
}

function Steps(run: TrialRun) {
  const { t } = useTranslation("attacks");
  const { steps, phase } = run;
  const list = useNewestInView(run);
  return (
    <ol ref={list} className="attack-steps" aria-label={t("steps")} aria-live="polite">
      {steps.map(({ key, facts, evidence }, index) => {
        const isLast = index === steps.length - 1;
        const isDone = phase.is === "done" || !isLast;
        const Icon = isDone ? Check : phase.is === "running" ? LoaderCircle : TriangleAlert;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added.
          <li key={index} data-state={isDone ? "done" : phase.is}>
            <Icon size={14} aria-hidden="true" />
            <span>
              {t(`step.${key}`, shownFacts(facts))}
              <EvidenceLinks evidence={evidence} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function usePhaseText(phase: TrialPhase): string {
  const { t } = useTranslation("attacks");
  const sentence = useErrorSentence();
  switch (phase.is) {
    case "running":
      return "";
    case "done":
    case "stopped":
      return t(`phase.${phase.is}`);
    case "refused":
      return `${t("phase.refused")} ${sentence(phase.error)}`;
    case "surprised":
      return `${t("phase.surprised")} ${t(`surprise.${phase.by}`, phase.facts)}`;
    default:
      return phase satisfies never;
  }
}

function Result({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation("attacks");
  const verification = useTranslation("verification");
  const log = useLog();
  const { is, story, findings } = outcome;
  const isGood = is === "failed" || is === "rightIn";
  const Icon = isGood ? ShieldCheck : ShieldX;
  const why = story && whyVerdict(story, log);
  return (
    <section aria-label={t("outcome.title")} className="attack-outcome" data-is={is}>
      <p role="status" className="attack-verdict">
        {is !== "open" && <Icon size={18} aria-hidden="true" />}
        {t(`outcome.${is}`)}
      </p>
      {why && <p>{whyText(why, verification.t)}</p>}
      <ul>
        {findings.map(({ key, facts, evidence }) => (
          <li key={key}>
            {t(`finding.${key}`, shownFacts(facts))}
            <EvidenceLinks evidence={evidence} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface TrialReportProps {
  readonly run: TrialRun;
  /** Which of several trials of one attack it was. */
  readonly heading: string | null;
}

/** What was done in a trial, step by step, and what came of it. */
export function TrialReport({ run, heading }: TrialReportProps) {
  const log = useLog();
  const phase = usePhaseText(run.phase);
  const outcome = outcomeOf(run, log);
  const isOver = run.phase.is !== "running";
  return (
    <div className="attack-report">
      {heading && <h5>{heading}</h5>}
      <div>
        <Steps {...run} />
        <p role="status" className="attack-phase" data-is={run.phase.is}>
          {phase}
        </p>
      </div>
      {(outcome.is !== "open" || isOver) && <Result outcome={outcome} />}
    </div>
  );
}
