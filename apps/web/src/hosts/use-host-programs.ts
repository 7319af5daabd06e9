import type { ProgramState } from "@wirestage/trace";
import { useSession, useTraceState } from "../session/hooks.ts";
import { programsOf, shownProgram, useProgramChoice } from "./program-choice.ts";

interface HostPrograms {
  /** Oldest first; without consoles, which stand in a tab of their own. */
  readonly programs: readonly ProgramState[];
  readonly shown: ProgramState | null;
}

/** The programs of a host at the playhead, and the one of them that its panel shows. */
export function useHostPrograms(host: string): HostPrograms {
  const { lab } = useSession();
  const { choice } = useProgramChoice(lab, host);
  const programs = programsOf(useTraceState(), host).filter(({ started }) => started.language !== "console");
  return { programs, shown: shownProgram(programs, choice) };
}
