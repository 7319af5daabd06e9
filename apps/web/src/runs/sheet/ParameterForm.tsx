import type { RunParameters } from "@wirestage/protocol";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  enteredValue,
  type Parameter,
  type ParameterName,
  type ParameterValue,
  rangeOf,
  withValue,
} from "./parameter-input.ts";

interface FieldProps<V extends ParameterValue> {
  readonly parameter: Parameter;
  readonly value: V;
  readonly onValue: (value: ParameterValue) => void;
  readonly onValid: (isValid: boolean) => void;
}

function FlagField({ parameter: { name }, value, onValue }: Omit<FieldProps<boolean>, "onValid">) {
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

function TextField({ parameter, value, onValue, onValid }: FieldProps<string | number>) {
  const { t } = useTranslation("run-sheet");
  const { name, usual } = parameter;
  const [text, setText] = useState(String(value));
  const id = useId();
  const isValid = enteredValue(parameter, text) !== null;
  const isNumber = typeof usual === "number";
  const enter = (entered: string) => {
    setText(entered);
    const found = enteredValue(parameter, entered);
    onValid(found !== null);
    if (found !== null) onValue(found);
  };
  return (
    <div>
      <div className="flex items-center justify-between gap-3">
        <label htmlFor={id}>{t(`parameter.${name}`)}</label>
        <input
          id={id}
          value={text}
          onChange={(event) => enter(event.target.value.trim())}
          inputMode={isNumber ? "numeric" : "text"}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={!isValid}
          aria-describedby={`${id}-hint`}
          className="h-8 w-36 min-w-0 rounded-md border border-line-strong bg-surface px-2 font-mono text-sm aria-invalid:border-lost"
        />
      </div>
      <p id={`${id}-hint`} className={`text-xs ${isValid ? "text-text-3" : "text-lost"}`}>
        {isValid && t(`hint.${name}`)}
        {!isValid && (isNumber ? t("invalid.number", rangeOf(name)) : t(`invalid.${parameter.family}`))}
      </p>
    </div>
  );
}

interface ParameterFormProps {
  readonly parameters: readonly Parameter[];
  readonly values: RunParameters;
  readonly onChange: (values: RunParameters) => void;
  /** Names of the fields that hold what cannot be a value; `values` has the last that could. */
  readonly invalid: ReadonlySet<ParameterName>;
  readonly onInvalid: (invalid: ReadonlySet<ParameterName>) => void;
}

function withName(names: ReadonlySet<ParameterName>, name: ParameterName, isIn: boolean) {
  const others = [...names].filter((each) => each !== name);
  return new Set(isIn ? [...others, name] : others);
}

/** The constants at the head of a pair's sources, to be set before a run. */
export function ParameterForm({ parameters, values, onChange, invalid, onInvalid }: ParameterFormProps) {
  const { t } = useTranslation("run-sheet");
  const [resets, setResets] = useState(0);
  const isSet = Object.keys(values).length > 0 || invalid.size > 0;
  return (
    <fieldset>
      <legend className="mb-1 flex items-baseline gap-3 font-semibold text-sm">
        {t("parameters")}
        {isSet && (
          <button
            type="button"
            className="font-normal text-accent text-xs underline"
            onClick={() => {
              onChange({});
              onInvalid(new Set());
              setResets(resets + 1);
            }}
          >
            {t("reset")}
          </button>
        )}
      </legend>
      {parameters.length === 0 && <p className="text-text-3 text-xs">{t("none")}</p>}
      <div key={resets} className="flex max-w-96 flex-col gap-2.5 text-sm">
        {parameters.map((parameter) => {
          const { name, usual } = parameter;
          const value = values[name] ?? usual;
          const onValue = (next: ParameterValue) => onChange(withValue(values, parameter, next));
          return typeof value === "boolean" ? (
            <FlagField key={name} parameter={parameter} value={value} onValue={onValue} />
          ) : (
            <TextField
              key={name}
              parameter={parameter}
              value={value}
              onValue={onValue}
              onValid={(isValid) => onInvalid(withName(invalid, name, !isValid))}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
