import { type CallEntry, type ProgramState, printCall, type TraceTime } from "@wirestage/trace";
import { Square } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatAge } from "../format/time.ts";
import { useCoarseTime, useLink, useLog, usePlayer, useSession, useTraceState } from "../session/hooks.ts";
import { type ProgramStatus, programOf, programStatus } from "./program-status.ts";
import { SourceView } from "./SourceView.tsx";
import { Terminal } from "./Terminal.tsx";

/** Ages count in tenths of a second. */
const AGE_STEP_NS = 100_000_000;

/** A call in one line of the panel: with its arguments where they are few. */
function shortCall(entry: CallEntry | undefined, call: number): string {
  if (!entry) return `#${call}`;
  const whole = printCall(entry.entered);
  return whole.length <= 20 ? whole : `${entry.entered.name}(…)`;
}

function useStatusText(status: ProgramStatus, t: TraceTime): string {
  const { t: text } = useTranslation("hosts");
  const log = useLog();
  const printed = (call: number) => shortCall(log.calls[call - 1], call);
  switch (status.doing) {
    case "running":
      return text("program.running");
    case "calling":
      return text("program.calling", { call: printed(status.call) });
    case "waiting":
      return text("program.waiting", { call: printed(status.call), age: formatAge(t - status.since) });
    case "asking":
      return text("program.asking");
    case "exited":
      return text("program.exited", { code: status.code });
    case "killed":
      return text("program.killed", { signal: status.signal });
    default:
      return status satisfies never;
  }
}

function StopButton({ program }: { readonly program: number }) {
  const { t } = useTranslation("hosts");
  const session = useSession();
  return (
    <button
      type="button"
      className="host-stop"
      title={t("program.stopTitle")}
      onClick={() => void session.command({ do: "program.kill", program })}
    >
      <Square size={11} fill="currentColor" aria-hidden="true" />
      {t("program.stop")}
    </button>
  );
}

/** Whether this page may act on the lab as it is now. */
function useMayAct(): "yes" | "past" | "watching" {
  const link = useLink();
  const { state } = usePlayer();
  if (link.status !== "open" || !link.mayCommand) return "watching";
  return state.mode === "live" ? "yes" : "past";
}

function Running({ program, name }: { readonly program: ProgramState; readonly name: string }) {
  const { t } = useTranslation("hosts");
  const log = useLog();
  const state = useTraceState();
  const now = useCoarseTime(AGE_STEP_NS);
  const status = programStatus(log, state, program, now);
  const may = useMayAct();
  const { started, line, ended } = program;
  return (
    <>
      <div className="host-program">
        <h3>{started.name}</h3>
        <span className="host-language">{t(`program.language.${started.language}`)}</span>
        {!ended && may === "yes" && <StopButton program={started.program} />}
      </div>
      <p className={`host-status host-status-${status.doing}`}>{useStatusText(status, now)}</p>
      {(started.language === "ts" || started.language === "python") && (
        <SourceView
          run={started.name}
          role={started.role}
          language={started.language}
          line={ended ? null : line}
          waiting={status.doing === "waiting" || status.doing === "asking"}
        />
      )}
      <Terminal program={program} status={status} name={name} may={may} t={now} />
    </>
  );
}

/** The program of a host: what it does, its source with the line that runs, its terminal. */
export function ProgramCard({ host, name }: { readonly host: string; readonly name: string }) {
  const { t } = useTranslation("hosts");
  const program = programOf(useTraceState(), host);
  return (
    <section
      className="host-card"
      data-empty={program === null || undefined}
      aria-label={t("program.label", { host: name })}
    >
      {program ? <Running program={program} name={name} /> : <p className="host-none">{t("program.none")}</p>}
    </section>
  );
}
