import "./console.css";
import "./line.css";
import { useTranslation } from "react-i18next";
import { useSession } from "../session/hooks.ts";
import { ConsoleForm } from "./ConsoleForm.tsx";
import { ConsoleHead } from "./ConsoleHead.tsx";
import { ConsoleHistory } from "./ConsoleHistory.tsx";
import { ConsoleWelcome } from "./ConsoleWelcome.tsx";
import { Refused } from "./Refused.tsx";
import { StatementLine } from "./StatementLine.tsx";
import { ScriptStrip } from "./scripts/ScriptStrip.tsx";
import { type ConsoleView, hostKey, useConsole } from "./use-console.ts";
import { useStatements } from "./use-statements.ts";

/** Why nothing can be called now and, where there is one, the way out. */
function ReadOnly({ may }: { readonly may: Exclude<ConsoleView["may"], "yes"> }) {
  const { t } = useTranslation("console");
  const { player } = useSession();
  return (
    <p className="console-read-only">
      {t(`may.${may}`)}
      {may === "past" && (
        <button type="button" onClick={() => player.goLive()}>
          {t("may.goLive")}
        </button>
      )}
    </p>
  );
}

function Work({ view }: { readonly view: ConsoleView }) {
  const { host, scope, running, may } = view;
  const statements = useStatements(host);
  if (may !== "yes") return <ReadOnly may={may} />;
  return (
    <>
      <Refused host={host} />
      <StatementLine host={host} scope={scope} statements={statements} />
      <ConsoleForm host={host} scope={scope} program={running?.started.program ?? null} />
    </>
  );
}

/** A learner's own calls on one host: what was done, what can be done next, and scripts of it. */
export function Console({ host }: { readonly host: string }) {
  const { t } = useTranslation("console");
  const view = useConsole(host);
  const { consoles, scope, may } = view;
  const key = hostKey(host);
  const label = t("label", { host: key ? t(`host.${key}`) : host });
  return (
    <section className="console" aria-label={label}>
      <ConsoleHead {...view} />
      <ScriptStrip />
      {consoles.length === 0 && may === "yes" && <ConsoleWelcome view={view} />}
      {consoles.length > 0 && (
        <ConsoleHistory
          host={host}
          consoles={consoles}
          scope={scope}
          mayType={may === "yes"}
          label={t("history.label")}
        />
      )}
      <Work view={view} />
    </section>
  );
}
