import type { ScriptRun } from "@wirestage/console";
import { goTo } from "../../router/address.ts";
import { IDLE_LAB } from "../../runs/run-choice.ts";
import { openLab } from "../../session/api.ts";
import { useSession } from "../../session/hooks.ts";
import { tokens } from "../../session/token.ts";
import { useNotices } from "../../status/notices.ts";
import { useScriptRuns } from "./script-runs.ts";
import { useScriptSheet } from "./script-sheet.ts";
import type { ScriptCheck } from "./use-script-check.ts";

export interface ScriptStart {
  here(check: ScriptCheck, mode: ScriptRun["mode"]): void;
  /** Opens an idle lab, goes there, and runs the script there. */
  inNewLab(): Promise<void>;
}

/** Runs the script of the sheet. */
export function useScriptStart(): ScriptStart {
  const session = useSession();
  const { script, plan, close } = useScriptSheet();
  const { name, text } = script;
  return {
    here: ({ lines }, mode) => {
      useScriptRuns.getState().start(session, { name, lines, mode });
      close();
    },
    inNewLab: async () => {
      const answer = await openLab(IDLE_LAB);
      close();
      if (!answer.ok) {
        const { error } = answer;
        useNotices.getState().show(error ? { kind: "refused", error } : { kind: "no-answer" });
        return;
      }
      const { id, token } = answer.value;
      tokens().keep(id, token);
      plan({ lab: id, name, text });
      goTo(`/lab/${encodeURIComponent(id)}`);
    },
  };
}
