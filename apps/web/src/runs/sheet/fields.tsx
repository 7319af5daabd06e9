import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldName } from "./parameter-input.ts";

const BOX = "h-8 w-36 min-w-0 rounded-md border border-line-strong bg-surface px-2 font-mono text-sm";

interface FieldProps<V> {
  readonly name: FieldName;
  readonly value: V;
  readonly onValue: (value: V) => void;
}

/** A field to be switched on and off. */
export function FlagField({ name, value, onValue }: FieldProps<boolean>) {
  const { t } = useTranslation("run-sheet");
  const hint = useId();
  return (
    <div>
      <label className="flex cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-(--accent)"
          checked={value}
          onChange={(event) => onValue(event.target.checked)}
          aria-describedby={hint}
        />
        {t(`parameter.${name}`)}
      </label>
      <p id={hint} className="pl-6 text-text-3 text-xs">
        {t(`hint.${name}`)}
      </p>
    </div>
  );
}

/** A field with a few values to choose from. */
export function ChoiceField({
  name,
  value,
  onValue,
  values,
}: FieldProps<string> & { readonly values: readonly string[] }) {
  const { t } = useTranslation("run-sheet");
  const id = useId();
  return (
    <div>
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={id}>{t(`parameter.${name}`)}</label>
        <select
          id={id}
          value={value}
          onChange={(event) => onValue(event.target.value)}
          aria-describedby={`${id}-hint`}
          className={BOX}
        >
          {values.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      <p id={`${id}-hint`} className="text-text-3 text-xs">
        {t(`hint.${name}`)}
      </p>
    </div>
  );
}

interface TextFieldProps extends FieldProps<string> {
  readonly isNumber: boolean;
  readonly isValid: (text: string) => boolean;
  /** What stands below a text that is not valid. */
  readonly problem: string;
}

/** A field that one types into, and that says what is wrong with what stands there; `onValue` hears of any text. */
export function TextField({ name, value, onValue, isNumber, isValid, problem }: TextFieldProps) {
  const { t } = useTranslation("run-sheet");
  const [text, setText] = useState(value);
  const id = useId();
  const valid = isValid(text);
  return (
    <div>
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={id}>{t(`parameter.${name}`)}</label>
        <input
          id={id}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            onValue(event.target.value);
          }}
          inputMode={isNumber ? "numeric" : "text"}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={!valid}
          aria-describedby={`${id}-hint`}
          className={`${BOX} aria-invalid:border-lost`}
        />
      </div>
      <p id={`${id}-hint`} className={`text-xs ${valid ? "text-text-3" : "text-lost"}`}>
        {valid ? t(`hint.${name}`) : problem}
      </p>
    </div>
  );
}
