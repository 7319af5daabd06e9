import "./console.css";
import "./line.css";
import { useTranslation } from "react-i18next";
import { OwnProgram } from "../hosts/OwnProgram.tsx";
import { useSession } from "../session/hooks.ts";
import { ConsoleForm } from "./ConsoleForm.tsx";
import { ConsoleHead } from "./ConsoleHead.tsx";
import { ConsoleHistory } from "./ConsoleHistory.tsx";
import { ConsoleWelcome } from "./ConsoleWelcome.tsx";
import { Refused } from "./Refused.tsx";
import { StatementLine } from "./StatementLine.tsx";
import { ScriptStrip } from "./scripts/ScriptStrip.tsx";
import { type ConsoleView, hostKey, useConsole } from "./use-console.ts";
import { useLineEditor } from "./use-line-editor.ts";
import { useRunLine } from "./use-run-line.ts";
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

/** The line and the form that writes it. Enter runs the call from wherever one types. */
function Work({ view }: { readonly view: ConsoleView }) {
  const { host, scope, running } = view;
  const editor = useLineEditor(host, scope);
  const run = useRunLine(host, scope, editor);
  const statements = useStatements(host);
  return (
    <form
      className="console-work"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <Refused host={host} />
      <StatementLine scope={scope} editor={editor} statements={statements} onRun={run} />
      <ConsoleForm host={host} scope={scope} program={running?.started.program ?? null} />
    </form>
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
      {consoles.length === 0 && may === "yes" && (
        <>
          <ConsoleWelcome view={view} />
          <OwnProgram host={host} />
        </>
      )}
      {consoles.length > 0 && (
        <ConsoleHistory
          host={host}
          consoles={consoles}
          scope={scope}
          mayType={may === "yes"}
          label={t("history.label")}
        />
      )}
      {may === "yes" ? <Work view={view} /> : <ReadOnly may={may} />}
    </section>
  );
}
