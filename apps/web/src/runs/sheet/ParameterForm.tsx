import type { RunParameters } from "@wirestage/protocol";
import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { ChoiceField, FlagField, TextField } from "./fields.tsx";
import {
  DIGESTS,
  enteredClientSecret,
  enteredValue,
  type FieldName,
  type Parameter,
  type ParameterValue,
  rangeOf,
  withValue,
} from "./parameter-input.ts";

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly value: ParameterValue;
  readonly onValue: (value: ParameterValue) => void;
  readonly onValid: (isValid: boolean) => void;
}

function ParameterField({ parameter, value, onValue, onValid }: ParameterFieldProps) {
  const { t } = useTranslation("run-sheet");
  const { name, usual, family } = parameter;
  if (typeof value === "boolean") return <FlagField name={name} value={value} onValue={onValue} />;
  if (name === "DIGEST") {
    return <ChoiceField name={name} value={String(value)} onValue={onValue} values={DIGESTS} />;
  }
  const isText = name === "SECRET" || name === "ANSWER";
  return (
    <TextField
      name={name}
      value={String(value)}
      isNumber={typeof usual === "number"}
      isValid={(text) => enteredValue(parameter, text) !== null}
      problem={
        typeof usual === "number"
          ? t("invalid.number", rangeOf(name))
          : t(`invalid.${isText ? name : family}`)
      }
      onValue={(text) => {
        const entered = enteredValue(parameter, text);
        onValid(entered !== null);
        if (entered !== null) onValue(entered);
      }}
    />
  );
}

interface ParameterFormProps {
  readonly parameters: readonly Parameter[];
  readonly values: RunParameters;
  readonly onChange: (values: RunParameters) => void;
  /** Everything is to be as in the files again. */
  readonly onReset: () => void;
  /** Names of the fields that hold what cannot be a value; `values` has the last that could. */
  readonly invalid: ReadonlySet<FieldName>;
  readonly onInvalid: (invalid: ReadonlySet<FieldName>) => void;
  /** Of a client that may have another secret than its server; null where there is no such thing. */
  readonly clientSecret: ClientSecret | null;
}

export interface ClientSecret {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

function ClientSecretField({
  value,
  onChange,
  onValid,
}: ClientSecret & Pick<ParameterFieldProps, "onValid">) {
  const { t } = useTranslation("run-sheet");
  return (
    <TextField
      name="CLIENT_SECRET"
      value={value ?? ""}
      isNumber={false}
      isValid={(text) => enteredClientSecret(text) !== null}
      problem={t("invalid.SECRET")}
      onValue={(text) => {
        const entered = enteredClientSecret(text);
        onValid(entered !== null);
        if (entered !== null) onChange(entered);
      }}
    />
  );
}

function withName(names: ReadonlySet<FieldName>, name: FieldName, isIn: boolean) {
  const others = [...names].filter((each) => each !== name);
  return new Set(isIn ? [...others, name] : others);
}

/** The constants at the head of a pair's sources, to be set before a run. */
export function ParameterForm(props: ParameterFormProps) {
  const { parameters, values, onChange, onReset, invalid, onInvalid, clientSecret } = props;
  const { t } = useTranslation("run-sheet");
  const [resets, setResets] = useState(0);
  const isSet = Object.keys(values).length > 0 || invalid.size > 0 || clientSecret?.value !== undefined;
  const onValid = (name: FieldName) => (isValid: boolean) => onInvalid(withName(invalid, name, !isValid));
  return (
    <fieldset>
      <legend className="mb-1 flex items-baseline gap-3 font-semibold text-sm">
        {t("parameters")}
        {isSet && (
          <button
            type="button"
            className="font-normal text-accent text-xs underline"
            onClick={() => {
              onReset();
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
          return (
            <Fragment key={name}>
              <ParameterField
                parameter={parameter}
                value={values[name] ?? usual}
                onValue={(value) => onChange(withValue(values, parameter, value))}
                onValid={onValid(name)}
              />
              {name === "SECRET" && clientSecret && (
                <ClientSecretField {...clientSecret} onValid={onValid("CLIENT_SECRET")} />
              )}
            </Fragment>
          );
        })}
      </div>
    </fieldset>
  );
}
