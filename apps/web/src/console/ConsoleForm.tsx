import { consoleEntries, type Scope } from "@wirestage/console";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLog } from "../session/hooks.ts";
import { type Draft, draftOf, draftText } from "./draft.ts";
import { FormFields } from "./FormFields.tsx";
import { lastTarget } from "./last-target.ts";
import { useLine } from "./line-store.ts";
import { MethodChips } from "./MethodChips.tsx";
import { TargetChips } from "./TargetChips.tsx";
import { usePageLanguage } from "./use-page-language.ts";

interface KeepFieldProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

function KeepField({ draft, onChange }: KeepFieldProps) {
  const { t } = useTranslation("console");
  if (draft.method.answers === "none") return null;
  return (
    <label className="field field-keep">
      <span>{t("form.keep")}</span>
      <input
        value={draft.assign}
        placeholder={t("form.keepNone")}
        onChange={({ target }) => onChange({ ...draft, assign: target.value })}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
      />
    </label>
  );
}

/** The statement of the line as the form sees it, and how the form changes it. */
function useDraft(host: string, scope: Scope) {
  const { text, write } = useLine(host);
  // What the form itself wrote need not be readable yet: a field that is being typed stays as it is.
  const [written, setWritten] = useState<Draft | null>(null);
  const draft = written && draftText(written) === text ? written : draftOf(text, scope);
  const change = (changed: Draft | null) => {
    if (!changed) return;
    setWritten(changed);
    write(draftText(changed));
  };
  return { draft, change };
}

function useLastTarget(program: number | null, scope: Scope): string | null {
  const log = useLog();
  return program === null ? null : lastTarget(consoleEntries(log, log.latest, program), scope);
}

interface ConsoleFormProps {
  readonly host: string;
  readonly scope: Scope;
  /** Of the running console; null before the first. */
  readonly program: number | null;
}

/** Builds a call by choosing; what it makes is written into the line, and what is typed there is shown here. */
export function ConsoleForm({ host, scope, program }: ConsoleFormProps) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const { draft, change } = useDraft(host, scope);
  const last = useLastTarget(program, scope);
  const target = draft ? draft.target : last;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset wants a legend that is seen.
    <div role="group" className="console-form" aria-label={t("form.label")}>
      <TargetChips draft={draft} target={target} scope={scope} onChange={change} />
      {target !== null && (
        <MethodChips target={target} chosen={draft?.method ?? null} scope={scope} onChange={change} />
      )}
      {draft && (
        <>
          <p className="form-gloss">
            {draft.method.gloss[language]} <code>{draft.method.manual}</code>
          </p>
          <div className="form-fields">
            <FormFields draft={draft} scope={scope} onChange={change} />
            <KeepField draft={draft} onChange={change} />
          </div>
        </>
      )}
    </div>
  );
}
