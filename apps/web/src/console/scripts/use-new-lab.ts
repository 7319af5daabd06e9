import { goTo } from "../../router/address.ts";
import { IDLE_LAB } from "../../runs/run-choice.ts";
import { openLab } from "../../session/api.ts";
import { tokens } from "../../session/token.ts";
import { useNotices } from "../../status/notices.ts";
import { useScriptSheet } from "./script-sheet.ts";

export interface ScriptToRun {
  readonly name: string;
  readonly text: string;
}

/** Opens an idle lab, goes there, and has a script run there; tells the person where no lab can be had. */
export function useNewLab(): (script: ScriptToRun) => Promise<void> {
  const plan = useScriptSheet((sheet) => sheet.plan);
  return async ({ name, text }) => {
    const answer = await openLab(IDLE_LAB);
    if (!answer.ok) {
      const { error } = answer;
      useNotices.getState().show(error ? { kind: "refused", error } : { kind: "no-answer" });
      return;
    }
    const { id, token } = answer.value;
    tokens().keep(id, token);
    plan({ lab: id, name, text });
    goTo(`/lab/${encodeURIComponent(id)}`);
  };
}
