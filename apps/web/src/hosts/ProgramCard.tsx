import "./program.css";
import type { ProgramState } from "@wirestage/trace";
import { Play } from "lucide-react";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { TextButton } from "../app/buttons.tsx";
import { shortCommand } from "../format/short-command.ts";
import { pairOf, usePrograms } from "../runs/use-programs.ts";
import { useRun } from "../runs/use-run.ts";
import { useLabRunChoice } from "../runs/use-run-choice.ts";
import { useIsOver } from "../session/use-is-over.ts";
import { CallList, LastFailure } from "./calls/load-calls.ts";
import { OwnProgram } from "./OwnProgram.tsx";
import { ProgramControls } from "./ProgramControls.tsx";
import { ProgramPicker } from "./ProgramPicker.tsx";
import { ProgramToolbar, type ProgramView } from "./ProgramToolbar.tsx";
import { programName } from "./program-name.ts";
import { type ProgramStatus, programStatus } from "./program-status.ts";
import { SourcePane, useShownSource } from "./SourcePane.tsx";
import { StatusLine } from "./StatusLine.tsx";
import { TerminalPane } from "./terminal/TerminalPane.tsx";
import { useHostPrograms } from "./use-host-programs.ts";
import { useMayAct } from "./use-may-act.ts";

/** Whether the lit line is one at which the program stands still. */
function standsStill({ doing }: ProgramStatus): boolean {
  return doing === "waiting" || doing === "asking" || doing === "resting";
}

function hasTerminal({ started: { language } }: ProgramState): boolean {
  return language === "ts" || language === "python";
}

function Head({ program }: { readonly program: ProgramState }) {
  const { name, language } = program.started;
  return (
    <div className="host-program">
      <h3 title={name}>{language === "command" ? shortCommand(name) : name}</h3>
      <ProgramControls program={program} />
    </div>
  );
}

interface ShownProps {
  readonly program: ProgramState;
  readonly programs: readonly ProgramState[];
  /** Of the host. */
  readonly name: string;
}

function Shown({ program, programs, name }: ShownProps) {
  const { t } = useTranslation("hosts");
  const may = useMayAct();
  const [view, setView] = useState<ProgramView>("source");
  const [large, setLarge] = useState(false);
  const status = programStatus(program, useIsOver());
  const source = useShownSource(program);
  return (
    <>
      <Head program={program} />
      <StatusLine program={program} status={status} source={source} />
      {program.call?.returned?.outcome.ok === false && (
        <Suspense fallback={null}>
          <LastFailure program={program} />
        </Suspense>
      )}
      <ProgramToolbar
        program={program}
        source={source}
        view={view}
        onView={setView}
        onEnlarge={() => setLarge(true)}
      />
      {view === "calls" ? (
        <Suspense fallback={null}>
          <CallList program={program} name={programName(program, programs, t)} />
        </Suspense>
      ) : (
        <SourcePane
          program={program}
          shown={source}
          runs={program.ended === null && status.doing !== "gone"}
          waiting={standsStill(status)}
          large={large}
          onLarge={setLarge}
        />
      )}
      {hasTerminal(program) && <TerminalPane program={program} status={status} name={name} may={may} />}
    </>
  );
}

/** No program here: why, where that is known, and a way to start this side alone. */
function NoProgram({ host }: { readonly host: string }) {
  const { t } = useTranslation("hosts");
  const run = useRun();
  const choice = useLabRunChoice();
  const may = useMayAct();
  const pair = pairOf(usePrograms(), choice.run);
  const isElsewhere = host === "client" && pair?.family === "AF_UNIX";
  return (
    <>
      <p className="host-none">{t(isElsewhere ? "program.elsewhere" : "program.none")}</p>
      {(host === "client" || host === "server") && !isElsewhere && may === "yes" && (
        <div>
          <TextButton icon={Play} disabled={!run.mayRun} onClick={() => run.side(choice, host)}>
            {t(`program.startHere.${host}`)}
          </TextButton>
        </div>
      )}
      {may === "yes" && <OwnProgram host={host} />}
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
  const { programs, shown: program } = useHostPrograms(host);
  return (
    <section className="host-card" aria-label={t("program.label", { host: name })}>
      {program ? (
        <>
          <ProgramPicker host={host} name={name} programs={programs} shown={program} />
          <Shown program={program} programs={programs} name={name} />
        </>
      ) : (
        <NoProgram host={host} />
      )}
    </section>
  );
}
