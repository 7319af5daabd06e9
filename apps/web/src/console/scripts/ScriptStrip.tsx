import "./scripts.css";
import { isOver, parseScript, type ScriptLine, type ScriptRun } from "@wirestage/console";
import type { TFunction } from "i18next";
import { FlaskConical, Play, Square, StepForward, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMayAct } from "../../hosts/use-may-act.ts";
import { useLog, useSession } from "../../session/hooks.ts";
import { useErrorSentence } from "../../status/error-sentence.ts";
import { StatementText } from "../StatementText.tsx";
import { hostKey } from "../use-console.ts";
import { type ShownRun, useScriptRuns } from "./script-runs.ts";
import { useNewLab } from "./use-new-lab.ts";

function waitText({ phase }: ScriptRun, t: TFunction<"console">): string {
  if (phase.at !== "waiting") return "";
  const { wait } = phase;
  switch (wait.for) {
    // Over in a moment: to tell it would only flicker.
    case "answer":
    case "call":
      return "";
    case "wire":
      return t("run.waitWire");
    case "name":
      return t("run.waitName", { name: wait.name, method: wait.method });
    default:
      return wait satisfies never;
  }
}

type Done = Extract<ScriptRun["phase"], { at: "done" }>;

function isWholeSuccess({ tally: { failed, waiting } }: Done): boolean {
  return failed === 0 && waiting === 0;
}

function doneText(done: Done, count: number, t: TFunction<"console">): string {
  if (isWholeSuccess(done)) return t("run.done", { count });
  const { failed, waiting } = done.tally;
  const parts = [
    ...(failed > 0 ? [t("run.someFailed", { failed })] : []),
    ...(waiting > 0 ? [t("run.someWaiting", { waiting })] : []),
  ];
  return t("run.doneWith", { count, parts: parts.join(t("run.separator")) });
}

function useOutcome({ phase, lines }: ScriptRun): string {
  const { t } = useTranslation("console");
  const sentence = useErrorSentence();
  if (phase.at === "done") return doneText(phase, lines.length, t);
  if (phase.at === "failed") return t("run.failed", { line: phase.line.line, errno: phase.errno });
  if (phase.at !== "stopped") return "";
  const { line, why } = phase;
  switch (why.by) {
    case "person":
      return t("run.stoppedPerson", { line });
    case "end":
      return t("run.stoppedEnd", { line });
    case "refusal":
      return `${t("run.stoppedRefusal", { line })} ${sentence(why.error)}`;
    default:
      return why satisfies never;
  }
}

/** The line that was sent last or, where a person lets them go one by one, the one that comes next. */
function shownLine({ phase, lines, next, sent }: ScriptRun): ScriptLine | null {
  if (phase.at === "failed") return phase.line;
  if (phase.at === "resting") return lines[next] ?? null;
  return sent?.line ?? null;
}

function Line({ line }: { readonly line: ScriptLine }) {
  const { t } = useTranslation("console");
  const key = hostKey(line.host);
  return (
    <p className="strip-line">
      <span className={`script-host-${key ?? "other"}`}>{key ? t(`host.${key}`) : line.host}</span>{" "}
      <code>
        <StatementText text={line.statement.text} scope={null} />
      </code>
    </p>
  );
}

/** The way out where this lab is in the way: the same script in a fresh one, unless it needs names of this one. */
function NewLabButton({ name, text }: ShownRun) {
  const { t } = useTranslation("console");
  const { latest } = useLog();
  const runInNewLab = useNewLab();
  const hosts = [...latest.hosts.values()].map(({ facts }) => facts);
  if (parseScript(text, hosts).problems.length > 0) return null;
  return (
    <button type="button" onClick={() => void runInNewLab({ name, text })}>
      <FlaskConical size={12} aria-hidden="true" />
      {t("scripts.runNew")}
    </button>
  );
}

function Buttons({ shown, lab }: { readonly shown: ShownRun; readonly lab: string }) {
  const { run } = shown;
  const hasFailed = run.phase.at === "failed";
  const { t } = useTranslation("console");
  const { input, dismiss } = useScriptRuns.getState();
  const isLive = useMayAct() === "yes";
  if (isOver(run)) {
    return (
      <button type="button" onClick={() => dismiss(lab)}>
        <X size={12} aria-hidden="true" />
        {t("run.dismiss")}
      </button>
    );
  }
  return (
    <>
      {isLive && (
        <button
          type="button"
          className={run.phase.at === "resting" ? "strip-main" : undefined}
          title={t("run.nextTitle")}
          onClick={() => input(lab, { do: "step" })}
        >
          <StepForward size={12} aria-hidden="true" />
          {t("run.next")}
        </button>
      )}
      {isLive && (run.mode === "stepping" || hasFailed) && (
        <button type="button" onClick={() => input(lab, { do: "go" })}>
          <Play size={12} aria-hidden="true" />
          {t(hasFailed ? "run.goAnyway" : "run.go")}
        </button>
      )}
      {hasFailed && <NewLabButton {...shown} />}
      <button type="button" onClick={() => input(lab, { do: "stop" })}>
        <Square size={11} aria-hidden="true" />
        {t("run.stop")}
      </button>
    </>
  );
}

/** The script that runs in this lab: where it is, what it waits for, and how to take it on or stop it. */
export function ScriptStrip() {
  const { t } = useTranslation("console");
  const { lab } = useSession();
  const shown = useScriptRuns((runs) => runs.shown[lab]);
  if (!shown) return null;
  return <Strip shown={shown} lab={lab} label={t("run.label", { name: shown.name })} />;
}

interface StripProps {
  readonly shown: ShownRun;
  readonly lab: string;
  readonly label: string;
}

function Strip({ shown, lab, label }: StripProps) {
  const { t } = useTranslation("console");
  const { run } = shown;
  const { phase } = run;
  const isMixed = phase.at === "done" && !isWholeSuccess(phase);
  const outcome = useOutcome(run);
  const line = shownLine(run);
  return (
    // biome-ignore lint/a11y/useSemanticElements: both consoles show it, and two landmarks of one name are none.
    <div role="group" className="strip" aria-label={label} data-phase={isMixed ? "mixed" : phase.at}>
      <p className="strip-head">
        <strong>{label}</strong>
        {line && !isOver(run) && (
          <span>{t("run.line", { line: line.line, last: run.lines.at(-1)?.line ?? line.line })}</span>
        )}
      </p>
      {!isOver(run) && line && <Line line={line} />}
      <p role="status" className="strip-status">
        {outcome || waitText(run, t)}
      </p>
      <div className="strip-buttons">
        <Buttons shown={shown} lab={lab} />
      </div>
    </div>
  );
}
