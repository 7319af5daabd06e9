import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { DraftField } from "./rule-draft.ts";

const CONTROL = "h-8 rounded-md border border-line-strong bg-surface px-2 text-sm aria-invalid:border-lost";

interface ChoiceProps<K extends string> {
  readonly label: string;
  readonly options: readonly { readonly key: K; readonly name: string }[];
  readonly current: K;
  readonly onChoose: (key: K) => void;
}

/** One of many, as a word of the sentence that the form is. */
export function Choice<K extends string>({ label, options, current, onChoose }: ChoiceProps<K>) {
  return (
    <select
      aria-label={label}
      title={label}
      value={current}
      onChange={(event) => {
        const chosen = options.find(({ key }) => key === event.target.value);
        if (chosen) onChoose(chosen.key);
      }}
      className={`${CONTROL} min-w-0 max-w-full`}
    >
      {options.map(({ key, name }) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}

interface NumberWordProps {
  readonly field: DraftField;
  readonly value: string;
  readonly problems: ReadonlySet<DraftField>;
  readonly onText: (text: string) => void;
  /** Stands behind the number. */
  readonly unit?: string;
  /** The name stands before the number where the sentence does not say it. */
  readonly isNamed?: boolean;
}

/** A number as a word of the sentence; where no rule takes it, what it may be stands beside it. */
export function NumberWord({ field, value, problems, onText, unit, isNamed = false }: NumberWordProps) {
  const { t } = useTranslation("rule-sheet");
  const id = useId();
  const isWrong = problems.has(field);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      <label htmlFor={id} className={isNamed ? "text-sm text-text-2" : "sr-only"}>
        {t(field)}
      </label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        value={value}
        title={t(field)}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-problem` : undefined}
        onChange={(event) => onText(event.target.value)}
        className={`${CONTROL} w-18 tabular-nums`}
      />
      {unit !== undefined && <span className="text-sm text-text-2">{unit}</span>}
      {isWrong && (
        <span id={`${id}-problem`} role="alert" className="text-lost text-sm">
          {t(`problems.${field}`)}
        </span>
      )}
    </span>
  );
}
