import type { ProgramState } from "@wirestage/trace";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import { useIsOver } from "../session/use-is-over.ts";
import { openAndEarlier, useProgramChoice } from "./program-choice.ts";
import { programName } from "./program-name.ts";
import { programStatus } from "./program-status.ts";

interface ProgramPickerProps {
  readonly host: string;
  readonly name: string;
  readonly programs: readonly ProgramState[];
  readonly shown: ProgramState;
}

function useOneLine(programs: readonly ProgramState[]): (program: ProgramState) => string {
  const { t } = useTranslation("hosts");
  const isOver = useIsOver();
  return (program) => {
    const { name, language } = program.started;
    const kind = t(`program.language.${language}`);
    const now = programStatus(program, isOver);
    const status = t(`program.short.${now.doing}`, now.doing === "killed" ? { signal: now.signal } : {});
    return t("program.oneLine", { program: programName(program, programs, t), name, kind, status });
  };
}

/** Which of a host's programs is shown: those that run stand in the open, those that have ended in a list. */
export function ProgramPicker({ host, name, programs, shown }: ProgramPickerProps) {
  const { t } = useTranslation("hosts");
  const { lab } = useSession();
  const { choose } = useProgramChoice(lab, host);
  const oneLine = useOneLine(programs);
  const isOver = useIsOver();
  if (programs.length < 2) return null;
  const newest = programs.at(-1)?.started.program ?? 0;
  const { open, earlier } = openAndEarlier(programs, shown);
  const show = (program: number) => choose({ program, newest });
  return (
    <nav className="program-picker" aria-label={t("program.picker", { host: name })}>
      {open.map((program) => (
        <button
          key={program.started.program}
          type="button"
          className={`program-chip host-status-${programStatus(program, isOver).doing}`}
          aria-pressed={program === shown}
          aria-label={oneLine(program)}
          title={oneLine(program)}
          onClick={() => show(program.started.program)}
        >
          <span>{programName(program, programs, t)}</span>
        </button>
      ))}
      {earlier.length > 0 && (
        <select
          aria-label={t("program.earlierLabel")}
          value=""
          onChange={(event) => show(Number(event.target.value))}
        >
          <option value="" disabled>
            {t("program.earlier", { count: earlier.length })}
          </option>
          {earlier.map((program) => (
            <option key={program.started.program} value={program.started.program}>
              {oneLine(program)}
            </option>
          ))}
        </select>
      )}
    </nav>
  );
}
