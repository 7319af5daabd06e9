import type { CommandInput } from "@wirestage/protocol";
import type { ProgramState } from "@wirestage/trace";

export type ProgramDeed = "pause" | "resume" | "step" | "kill" | "restart";

/** Keys that do the same to the program that is meant, as `KeyboardEvent.key` in lower case. */
export const DEED_KEYS: Readonly<Record<ProgramDeed, string>> = {
  pause: "p",
  resume: "p",
  step: "c",
  kill: "x",
  restart: "a",
};

/** Whether the lab stands at the program's calls: not of a command whose calls it does not see, nor of a console. */
function canRest({ started, source }: ProgramState): boolean {
  switch (started.language) {
    case "ts":
    case "python":
      return true;
    case "command":
      return source !== null;
    case "console":
      return false;
    default:
      return started.language satisfies never;
  }
}

/** What a person can do to a program now. */
export function possibleDeeds(program: ProgramState): ReadonlySet<ProgramDeed> {
  const { language } = program.started;
  const deeds: ProgramDeed[] = language === "ts" || language === "python" ? ["restart"] : [];
  if (program.ended) return new Set(deeds);
  deeds.push("kill");
  if (canRest(program)) deeds.push("step", program.paused ? "resume" : "pause");
  return new Set(deeds);
}

export function deedCommand(deed: ProgramDeed, program: number): CommandInput {
  return { do: `program.${deed}`, program };
}
