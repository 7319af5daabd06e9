import { parseStatement, statementOf, usualSocketName } from "@wirestage/console";
import { Plus, ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import { useLine } from "./line-store.ts";
import { useScriptSheet } from "./scripts/script-sheet.ts";
import { useExamples } from "./scripts/use-examples.ts";
import type { ConsoleView } from "./use-console.ts";

const TYPES = [
  ["tcp", "SOCK_STREAM"],
  ["udp", "SOCK_DGRAM"],
] as const;

function useMakeSocket({ host, scope }: ConsoleView): (type: string) => void {
  const session = useSession();
  const { refuse } = useLine(host);
  return (type) => {
    const parsed = parseStatement(`${usualSocketName(scope)} = socket(AF_INET, ${type})`);
    if (parsed.kind !== "statement") return;
    const statement = statementOf(parsed.tree);
    void session.command({ do: "console.call", host, statement }).then((answer) => {
      if (!answer.ok) refuse({ text: statement.text, error: answer.error });
    });
  };
}

/** Before the first call: a socket with one press, and examples. */
export function ConsoleWelcome({ view }: { readonly view: ConsoleView }) {
  const { t } = useTranslation("console");
  const make = useMakeSocket(view);
  const open = useScriptSheet((sheet) => sheet.open);
  const examples = useExamples();
  return (
    <section className="console-welcome">
      <h3>{t("welcome.title")}</h3>
      <p>{t("welcome.text")}</p>
      <div className="welcome-sockets">
        {TYPES.map(([word, type]) => (
          <button key={word} type="button" onClick={() => make(type)}>
            <Plus size={15} aria-hidden="true" />
            {t(`welcome.${word}`)}
          </button>
        ))}
      </div>
      <p>{t("welcome.examples")}</p>
      <ul className="welcome-examples">
        {examples.map(({ key, title, about, script }) => (
          <li key={key}>
            <button type="button" title={about} onClick={() => open(script)}>
              <ScrollText size={13} aria-hidden="true" />
              {title}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
