import { type KnownValue, knownAs, meaningOf, type Scope, stateWord } from "@wirestage/console";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { type Draft, nextDraft, socketDraft } from "./draft.ts";
import { usePageLanguage } from "./use-page-language.ts";

interface NameChipProps {
  readonly name: string;
  readonly known: KnownValue;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function NameChip({ name, known, isChosen, onChoose }: NameChipProps) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const isClosed = (known.kind === "socket" || known.kind === "file") && known.closed;
  const state = known.kind === "socket" ? stateWord(known.seen) : null;
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
      <span>{isClosed ? t("form.closed") : state}</span>
    </button>
  );
}

function NewSocket({
  type,
  word,
  draft,
  scope,
  onChange,
}: TargetChipsProps & { type: string; word: string }) {
  const { t } = useTranslation("console");
  return (
    <button
      type="button"
      className="chip chip-new"
      aria-label={`${t("form.newSocket")} ${word}`}
      aria-pressed={draft?.target === null && draft.fields["type"] === type}
      onClick={() => onChange(socketDraft(scope, "AF_INET", type))}
    >
      <Plus size={12} aria-hidden="true" />
      {word}
    </button>
  );
}

interface TargetChipsProps {
  readonly draft: Draft | null;
  /** The name that is chosen. */
  readonly target: string | null;
  readonly scope: Scope;
  readonly onChange: (draft: Draft | null) => void;
}

/** Whatever can be called, and new sockets. */
export function TargetChips(props: TargetChipsProps) {
  const { target, scope, onChange } = props;
  const { t } = useTranslation("console");
  const names = [...scope.names.keys()].flatMap((name) => {
    const known = knownAs(scope, name);
    return known?.kind === "socket" || known?.kind === "file" ? [{ name, known }] : [];
  });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset wants a legend that is seen.
    <div role="group" className="chips" aria-label={t("form.sockets")}>
      <span className="chips-label" aria-hidden="true">
        {t("form.sockets")}
      </span>
      {names.map(({ name, known }) => (
        <NameChip
          key={name}
          name={name}
          known={known}
          isChosen={target === name}
          onChoose={() => onChange(nextDraft(scope, name))}
        />
      ))}
      <NewSocket {...props} type="SOCK_STREAM" word={t("form.newTcp")} />
      <NewSocket {...props} type="SOCK_DGRAM" word={t("form.newUdp")} />
    </div>
  );
}
