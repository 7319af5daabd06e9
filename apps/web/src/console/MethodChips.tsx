import {
  type ConsoleMethod,
  type KnownValue,
  knownAs,
  likelyMethods,
  nextStepCount,
  type Scope,
} from "@wirestage/console";
import { useTranslation } from "react-i18next";
import { type Draft, usualDraft } from "./draft.ts";
import { usePageLanguage } from "./use-page-language.ts";

interface MethodSelectProps {
  readonly methods: readonly ConsoleMethod[];
  readonly known: KnownValue;
  readonly chosen: ConsoleMethod | null;
  readonly onChoose: (method: ConsoleMethod) => void;
}

/** All other methods, those that are not meant for the socket's type apart. */
function MethodSelect({ methods, known, chosen, onChoose }: MethodSelectProps) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const suits = (method: ConsoleMethod) => known.kind !== "socket" || method.types.includes(known.type);
  const groups = [
    [t("form.suited"), methods.filter(suits)],
    [t("form.unsuited"), methods.filter((method) => !suits(method))],
  ] as const;
  const listed = chosen && methods.includes(chosen) ? chosen.name : "";
  return (
    <select
      className="chip-select"
      aria-label={t("form.moreLabel")}
      value={listed}
      data-chosen={listed !== "" || undefined}
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

interface MethodChipsProps {
  readonly target: string;
  /** The method that the line calls now; null while it is empty. */
  readonly chosen: ConsoleMethod | null;
  readonly scope: Scope;
  readonly onChange: (draft: Draft) => void;
}

/** The usual next steps of the chosen socket, one press each; everything else in a list. */
export function MethodChips({ target, chosen, scope, onChange }: MethodChipsProps) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const known = knownAs(scope, target);
  if (!known) return null;
  const methods = likelyMethods(known, scope);
  const count = nextStepCount(known, scope);
  const choose = (method: ConsoleMethod) => onChange(usualDraft(scope, target, method));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset wants a legend that is seen.
    <div role="group" className="chips" aria-label={t("form.methods")}>
      <span className="chips-label" aria-hidden="true">
        {t("form.methods")}
      </span>
      {methods.slice(0, count).map((method) => (
        <button
          key={method.name}
          type="button"
          className="chip"
          aria-pressed={chosen === method}
          title={method.gloss[language]}
          onClick={() => choose(method)}
        >
          <code>{method.name}</code>
        </button>
      ))}
      {count < methods.length && (
        <MethodSelect methods={methods.slice(count)} known={known} chosen={chosen} onChoose={choose} />
      )}
    </div>
  );
}
