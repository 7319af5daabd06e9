import {
  type ConsoleMethod,
  type KnownValue,
  knownAs,
  likelyMethods,
  meaningOf,
  nextStepCount,
  type Scope,
  stateWord,
} from "@wirestage/console";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Draft, draftOf, draftText, nextDraft, socketDraft, usualDraft } from "./draft.ts";
import { FormFields } from "./FormFields.tsx";
import { useLine } from "./line-store.ts";
import { usePageLanguage } from "./use-page-language.ts";

interface PartProps {
  readonly draft: Draft | null;
  readonly scope: Scope;
  readonly onChange: (draft: Draft | null) => void;
}

function isCallable(known: KnownValue): boolean {
  return known.kind === "socket" || known.kind === "file";
}

function stateOf(known: KnownValue): string | null {
  return known.kind === "socket" ? stateWord(known.seen) : null;
}

function NameChip({
  name,
  known,
  isChosen,
  onChoose,
}: {
  readonly name: string;
  readonly known: KnownValue;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const isClosed = (known.kind === "socket" || known.kind === "file") && known.closed;
  const state = isClosed ? t("form.closed") : stateOf(known);
  return (
    <button
      type="button"
      className="chip"
      aria-pressed={isChosen}
      data-closed={isClosed || undefined}
      title={meaningOf(known)[language]}
      onClick={onChoose}
    >
      <code>{name}</code>
      {state && <span>{state}</span>}
    </button>
  );
}

/** Whatever can be called, and new sockets. */
function TargetChips({ draft, scope, onChange }: PartProps) {
  const { t } = useTranslation("console");
  const names = [...scope.names].filter(([, known]) => isCallable(known));
  const fresh = [
    ["SOCK_STREAM", t("form.newTcp")],
    ["SOCK_DGRAM", t("form.newUdp")],
  ] as const;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset wants a legend that is seen.
    <div role="group" className="chips" aria-label={t("form.sockets")}>
      {names.map(([name, known]) => (
        <NameChip
          key={name}
          name={name}
          known={known}
          isChosen={draft?.target === name}
          onChoose={() => onChange(nextDraft(scope, name))}
        />
      ))}
      {fresh.map(([type, word]) => (
        <button
          key={type}
          type="button"
          className="chip chip-new"
          aria-label={`${t("form.newSocket")} ${word}`}
          aria-pressed={draft?.target === null && draft.fields["type"] === type}
          onClick={() => onChange(socketDraft(scope, "AF_INET", type))}
        >
          <Plus size={12} aria-hidden="true" />
          {word}
        </button>
      ))}
    </div>
  );
}

function MethodSelect({
  methods,
  known,
  draft,
  onChoose,
}: {
  readonly methods: readonly ConsoleMethod[];
  readonly known: KnownValue;
  readonly draft: Draft;
  readonly onChoose: (method: ConsoleMethod) => void;
}) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const suits = (method: ConsoleMethod) => known.kind !== "socket" || method.types.includes(known.type);
  const groups = [
    [t("form.suited"), methods.filter(suits)],
    [t("form.unsuited"), methods.filter((method) => !suits(method))],
  ] as const;
  const isListed = methods.includes(draft.method);
  return (
    <select
      className="chip-select"
      aria-label={t("form.moreLabel")}
      value={isListed ? draft.method.name : ""}
      data-chosen={isListed || undefined}
      onChange={({ target }) => {
        const method = methods.find(({ name }) => name === target.value);
        if (method) onChoose(method);
      }}
    >
      <option value="" disabled>
        {t("form.more")}
      </option>
      {groups.map(([label, group]) =>
        group.length === 0 ? null : (
          <optgroup key={label} label={label}>
            {group.map((method) => (
              <option key={method.name} value={method.name}>
                {method.name} · {method.gloss[language]}
              </option>
            ))}
          </optgroup>
        ),
      )}
    </select>
  );
}

/** The usual next steps of the chosen socket, one press each; all other methods in a list. */
function MethodChips({ draft, scope, onChange }: PartProps & { readonly draft: Draft }) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const { target } = draft;
  const known = target === null ? null : knownAs(scope, target);
  if (!known) return null;
  const methods = likelyMethods(known, scope);
  const count = nextStepCount(known, scope);
  const choose = (method: ConsoleMethod) => onChange(usualDraft(scope, target, method));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset wants a legend that is seen.
    <div role="group" className="chips" aria-label={t("form.methods")}>
      {methods.slice(0, count).map((method) => (
        <button
          key={method.name}
          type="button"
          className="chip"
          aria-pressed={draft.method === method}
          title={method.gloss[language]}
          onClick={() => choose(method)}
        >
          <code>{method.name}</code>
        </button>
      ))}
      {count < methods.length && (
        <MethodSelect methods={methods.slice(count)} known={known} draft={draft} onChoose={choose} />
      )}
    </div>
  );
}

function KeepField({
  draft,
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}) {
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

/** Builds a call by choosing; what it makes is written into the line, and what is typed there is shown here. */
export function ConsoleForm({ host, scope }: { readonly host: string; readonly scope: Scope }) {
  const { t } = useTranslation("console");
  const { text, write } = useLine(host);
  const language = usePageLanguage();
  // What the form itself wrote need not be readable yet: a field that is being typed stays as it is.
  const [written, setWritten] = useState<Draft | null>(null);
  const draft = written && draftText(written) === text ? written : draftOf(text, scope);
  const onChange = (changed: Draft | null) => {
    if (!changed) return;
    setWritten(changed);
    write(draftText(changed));
  };
  return (
    <section className="console-form" aria-label={t("form.label")}>
      <TargetChips draft={draft} scope={scope} onChange={onChange} />
      {draft && (
        <>
          <MethodChips draft={draft} scope={scope} onChange={onChange} />
          <p className="form-gloss">
            {draft.method.gloss[language]} <code>{draft.method.manual}</code>
          </p>
          <div className="form-fields">
            <FormFields draft={draft} scope={scope} onChange={onChange} />
            <KeepField draft={draft} onChange={onChange} />
          </div>
        </>
      )}
    </section>
  );
}
