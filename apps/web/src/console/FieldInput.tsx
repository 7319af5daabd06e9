import type { Suggestion } from "@wirestage/console";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { usePageLanguage } from "./use-page-language.ts";

interface PlainInputProps {
  readonly label: string;
  readonly shown: string;
  readonly onType: (text: string) => void;
  readonly isNumber?: boolean;
  readonly isNarrow?: boolean;
}

export function PlainInput({ label, shown, onType, isNumber, isNarrow }: PlainInputProps) {
  const id = useId();
  return (
    <div className="field" data-narrow={isNarrow || undefined}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={shown}
        inputMode={isNumber ? "numeric" : "text"}
        onChange={({ target }) => onType(target.value)}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
      />
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly choices: readonly Suggestion[];
  readonly source: string;
  readonly onChange: (source: string) => void;
  /** Whether nothing may be chosen. */
  readonly isOptional: boolean;
}

/** One of a few constants; what the line says besides them stays a choice as well. */
export function ChoiceField({ label, choices, source, onChange, isOptional }: ChoiceProps) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const id = useId();
  const isKnown = source === "" || choices.some(({ text }) => text === source);
  const chosen = choices.find(({ text }) => text === source);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={source}
        title={chosen?.gloss[language]}
        onChange={({ target }) => onChange(target.value)}
      >
        {isOptional && <option value="">{t("form.leftOut")}</option>}
        {!isKnown && <option value={source}>{source}</option>}
        {choices.map(({ text, gloss }) => (
          <option key={text} value={text}>
            {text} · {gloss[language]}
          </option>
        ))}
      </select>
    </div>
  );
}

interface PicksProps {
  readonly label: string;
  readonly picks: readonly Suggestion[];
  readonly source: string;
  readonly onPick: (source: string) => void;
}

/** What may be filled in with one press. */
export function Picks({ label, picks, source, onPick }: PicksProps) {
  const language = usePageLanguage();
  if (picks.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset wants a legend that is seen.
    <div role="group" className="picks" aria-label={label}>
      {picks.map(({ text, gloss }) => (
        <button
          key={text}
          type="button"
          aria-pressed={text === source}
          title={gloss[language]}
          onClick={() => onPick(text)}
        >
          <code>{text}</code>
          <span>{gloss[language]}</span>
        </button>
      ))}
    </div>
  );
}
