import type { SourceLanguage } from "@wirestage/programs";
import type { ProgramPair } from "@wirestage/protocol";
import type { ProgramState, TraceLog } from "@wirestage/trace";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Programs, pairOf, usePrograms } from "../runs/use-programs.ts";
import { useLog, useSelection, useSession } from "../session/hooks.ts";
import type { Selection } from "../session/session.ts";
import {
  lineRunning,
  lineShown,
  pairSource,
  type ShownSource,
  shownSource,
} from "../source/program-source.ts";
import { SourceLines } from "../source/SourceLines.tsx";
import { useShownLanguage } from "../source/shown-language.ts";
import { cureRows, sourceRows } from "../source/source-rows.ts";
import { BugNote } from "./BugNote.tsx";
import { callsOf } from "./calls/call-index.ts";
import { diedLine } from "./died-line.ts";
import { SourceDialog } from "./SourceDialog.tsx";

/** The source of a program as a person wants to read it; null where there is none, or not yet. */
export function useShownSource(program: ProgramState): ShownSource | null {
  const programs = usePrograms();
  const wanted = useShownLanguage((store) => store.language);
  return shownSource(program, pairOf(programs, program.started.name), wanted);
}

/** Why there is no source. */
function NoSource({ program }: { readonly program: ProgramState }) {
  const { t } = useTranslation("hosts");
  const programs = usePrograms();
  if (program.started.language === "command") {
    return <p className="host-none">{t(program.source ? "source.unknown" : "source.command")}</p>;
  }
  const isLoading = programs.status === "loading";
  return <p className="host-none">{t(isLoading ? "source.loading" : "source.missing")}</p>;
}

/** The text of the pair in which the bug of this one is cured, for the same side, language and parameters. */
function cureText(
  { started }: ProgramState,
  bug: ProgramPair["bug"],
  language: SourceLanguage,
  programs: Programs,
): string | null {
  const pair = bug && bug.role === started.role ? pairOf(programs, bug.cure) : null;
  return (pair && bug && pairSource(pair, bug.role, language, started.parameters)?.text) ?? null;
}

/** The line of the selected call, where this program made it. */
function selectedLine(
  selection: Selection | null,
  program: ProgramState,
  shown: ShownSource,
  log: TraceLog,
): number | null {
  if (selection?.kind !== "call") return null;
  const entered = log.calls[selection.call - 1]?.entered;
  if (!entered || entered.program !== program.started.program || entered.line === null) return null;
  return lineShown(entered.line, shown);
}

/** Selects the newest call that the program has made in a line of what is shown. */
function usePick(program: ProgramState, shown: ShownSource): (line: number) => void {
  const { log, state } = useSession();
  const select = useSelection((store) => store.select);
  return (line) => {
    const running = lineRunning(line, shown);
    const { next } = state();
    const call = callsOf(log, program.started.program).findLast((number) => {
      const entered = log.calls[number - 1]?.entered;
      return entered !== undefined && entered.seq < next && entered.line === running;
    });
    if (call !== undefined) select({ kind: "call", call });
  };
}

/** What a source is called: its file, and the line that runs or that it died in. */
function sourceLabel(file: string, line: number | null, died: number | null, t: TFunction<"source">): string {
  if (line !== null) return t("fileRunning", { file, line });
  return died === null ? t("file", { file }) : t("fileDied", { file, line: died });
}

interface SourcePaneProps {
  readonly program: ProgramState;
  readonly shown: ShownSource | null;
  /** Whether a line is lit at all. */
  readonly runs: boolean;
  /** Whether the lit line waits or rests rather than runs. */
  readonly waiting: boolean;
  /** Whether it is shown in a dialog of its own as well. */
  readonly large: boolean;
  readonly onLarge: (large: boolean) => void;
}

function Pane({
  program,
  shown,
  runs,
  waiting,
  large,
  onLarge,
}: SourcePaneProps & { readonly shown: ShownSource }) {
  const { t } = useTranslation("hosts");
  const { t: sourceText } = useTranslation("source");
  const log = useLog();
  const programs = usePrograms();
  const selection = useSelection((store) => store.selection);
  const pick = usePick(program, shown);
  const [differs, setDiffers] = useState(false);
  const { file, language, running, text } = shown;
  const pair = pairOf(programs, program.started.name);
  const bug = pair?.bug ?? null;
  const cure = cureText(program, bug, language, programs);
  const line = runs ? shown.line : null;
  const ranTo = diedLine(program);
  const died = ranTo === null ? null : lineShown(ranTo, shown);
  const isDifference = differs && cure !== null;
  const lines = (
    <SourceLines
      label={sourceLabel(file, line, died, sourceText)}
      rows={isDifference ? cureRows(text, cure) : sourceRows(text)}
      language={language}
      lit={line}
      waiting={waiting}
      died={died}
      selected={selectedLine(selection, program, shown, log)}
      onPick={pick}
    />
  );
  return (
    <>
      {pair && bug && bug.role === program.started.role && (
        <BugNote pair={pair} bug={bug} differs={cure === null ? null : differs} onDiffers={setDiffers} />
      )}
      {running.language !== language && line !== null && (
        <p className="source-elsewhere">
          {t("source.elsewhere", { language: sourceText(`language.${running.language}`) })}
        </p>
      )}
      {lines}
      {large && (
        <SourceDialog
          file={file}
          differs={cure === null ? null : differs}
          onDiffers={setDiffers}
          onClose={() => onLarge(false)}
          side={program.started.host}
        >
          {lines}
        </SourceDialog>
      )}
    </>
  );
}

/** The file that runs with the run's parameters in it, in the language one wants to read; the running step is lit. */
export function SourcePane({ shown, ...props }: SourcePaneProps) {
  if (!shown) return <NoSource program={props.program} />;
  return <Pane key={props.program.started.name} shown={shown} {...props} />;
}
