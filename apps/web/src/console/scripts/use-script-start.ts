import type { ScriptRun } from "@wirestage/console";
import { useSession } from "../../session/hooks.ts";
import { useScriptRuns } from "./script-runs.ts";
import { useScriptSheet } from "./script-sheet.ts";
import { useNewLab } from "./use-new-lab.ts";
import type { ScriptCheck } from "./use-script-check.ts";

export interface ScriptStart {
  here(check: ScriptCheck, mode: ScriptRun["mode"]): void;
  /** Opens an idle lab, goes there, and runs the script there. */
  inNewLab(): Promise<void>;
}

/** Runs the script of the sheet. */
export function useScriptStart(): ScriptStart {
  const session = useSession();
  const runInNewLab = useNewLab();
  const { script, close } = useScriptSheet();
  const { name, text } = script;
  return {
    here: ({ lines }, mode) => {
      useScriptRuns.getState().start(session, { name, text, lines, mode });
      close();
    },
    inNewLab: async () => {
      await runInNewLab({ name, text });
      close();
    },
  };
}
