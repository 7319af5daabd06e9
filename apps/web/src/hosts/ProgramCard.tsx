import "./program.css";
import type { ProgramState } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useSession, useTraceState } from "../session/hooks.ts";
import { ProgramControls, useDeedKeys } from "./ProgramControls.tsx";
import { ProgramPicker } from "./ProgramPicker.tsx";
import { programsOf, shownProgram, useProgramChoice } from "./program-choice.ts";
import { type ProgramStatus, programStatus } from "./program-status.ts";
import { StatusLine } from "./StatusLine.tsx";
import { SourcePane, useShownSource } from "./source/SourcePane.tsx";
import { TerminalPane } from "./terminal/TerminalPane.tsx";
import { useMayAct } from "./use-may-act.ts";

/** Whether the lit line is one at which the program stands still. */
function standsStill({ doing }: ProgramStatus): boolean {
  return doing === "waiting" || doing === "asking" || doing === "resting";
}

function Head({ program }: { readonly program: ProgramState }) {
  const { t } = useTranslation("hosts");
  const { name, language } = program.started;
  return (
    <div className="host-program">
      <div className="host-program-name">
        <h3 title={name}>{name}</h3>
        <span className="host-language">{t(`program.language.${language}`)}</span>
      </div>
      <ProgramControls program={program} />
    </div>
  );
}

interface ShownProps {
  readonly program: ProgramState;
  /** Of the host. */
  readonly name: string;
}

function Shown({ program, name }: ShownProps) {
  const may = useMayAct();
  const status = programStatus(program);
  const source = useShownSource(program);
  const { language } = program.started;
  const hasTerminal = language === "ts" || language === "python";
  return (
    <>
      <Head program={program} />
      <StatusLine program={program} status={status} source={source} />
      <SourcePane program={program} shown={source} waiting={standsStill(status)} />
      {hasTerminal && <TerminalPane program={program} status={status} name={name} may={may} />}
    </>
  );
}

interface ProgramCardProps {
  readonly host: string;
  /** Of the host, in the reader's language. */
  readonly name: string;
}

/** The programs of a host, one of them shown: what it does, its source with the line that runs, its terminal. */
export function ProgramCard({ host, name }: ProgramCardProps) {
  const { t } = useTranslation("hosts");
  const { lab } = useSession();
  const { choice } = useProgramChoice(lab, host);
  const programs = programsOf(useTraceState(), host);
  const program = shownProgram(programs, choice);
  const onKeyDown = useDeedKeys(program, useMayAct());
  return (
    <section
      className="host-card"
      data-empty={program === null || undefined}
      aria-label={t("program.label", { host: name })}
      onKeyDown={onKeyDown}
    >
      {program ? (
        <>
          <ProgramPicker host={host} name={name} programs={programs} shown={program} />
          <Shown program={program} name={name} />
        </>
      ) : (
        <p className="host-none">{t("program.none")}</p>
      )}
    </section>
  );
}
