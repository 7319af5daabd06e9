import { parseHostLines, printScript, type Scope, statementOf, targetKind } from "@wirestage/console";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import { hasErrors } from "./line-check.ts";
import { useScriptRuns } from "./scripts/script-runs.ts";
import { hostKey } from "./use-console.ts";
import type { LineEditor } from "./use-line-editor.ts";

/** Sends what the line says to the lab; where it cannot be sent, tells why. */
export function useRunLine(host: string, scope: Scope, editor: LineEditor): () => void {
  const { t } = useTranslation("console");
  const session = useSession();
  const { line, check, completions, insistOn } = editor;
  const { text } = line;
  const { content } = check;

  const runStatement = () => {
    if (content.is !== "statement") return;
    const statement = statementOf(content.tree, targetKind(scope, content.tree.target?.text));
    void session.command({ do: "console.call", host, statement }).then((answer) => {
      if (!answer.ok) line.refuse({ text, error: answer.error });
    });
  };
  const runLines = () => {
    const key = hostKey(host);
    const name = t("run.pasted", { host: key ? t(`host.${key}`) : host });
    const { lines } = parseHostLines(text, scope);
    const spoken = lines.map(({ statement }) => ({ host, text: statement.text }));
    useScriptRuns.getState().start(session, { name, text: printScript(spoken), lines, mode: "going" });
  };
  return () => {
    completions.dismiss();
    if (content.is === "nothing") return;
    if (content.is === "unreadable" || hasErrors(check)) {
      insistOn(text);
      return;
    }
    line.refuse(null);
    editor.edit({ text: "", cursor: 0 });
    if (content.is === "lines") runLines();
    else runStatement();
  };
}
