import { knownAs, type Parameter, type Scope, type Suggestion, suggestions } from "@wirestage/console";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Draft } from "./draft.ts";
import { ChoiceField, Picks, PlainInput } from "./FieldInput.tsx";
import {
  type AddressParts,
  addressParts,
  addressSource,
  bytesSource,
  plainText,
  textSource,
} from "./field-text.ts";
import { usePageLanguage } from "./use-page-language.ts";

const MOST_PICKS = 5;

interface FieldProps {
  readonly parameter: Parameter;
  readonly label: string;
  readonly picks: readonly Suggestion[];
  readonly source: string;
  readonly onChange: (source: string) => void;
}

function AddressField({ label, source, onChange }: FieldProps) {
  const { t } = useTranslation("console");
  // Half-typed, it may be no address; the line marks it, and the two fields stay.
  const [typed, setTyped] = useState<AddressParts | null>(null);
  const parts = typed && addressSource(typed) === source ? typed : addressParts(source);
  if (!parts) return <SourceField label={label} source={source} onChange={onChange} />;
  const set = (changed: AddressParts) => {
    setTyped(changed);
    onChange(addressSource(changed));
  };
  return (
    <div className="field-pair">
      <PlainInput label={t("form.host")} shown={parts.host} onType={(host) => set({ ...parts, host })} />
      <PlainInput
        label={t("form.port")}
        shown={parts.port}
        onType={(port) => set({ ...parts, port })}
        isNumber
        isNarrow
      />
    </div>
  );
}

/** Shown as it is typed into the line. */
function SourceField({ label, source, onChange }: Pick<FieldProps, "label" | "source" | "onChange">) {
  return <PlainInput label={label} shown={source} onType={onChange} />;
}

/**
 * Shown without its quotes. While what was typed says the same as the source, it stays as it was typed, so that a `\` on
 * its way to `\n` is still one.
 */
function TextField({ label, source, onChange, isPath }: FieldProps & { readonly isPath: boolean }) {
  const write = isPath ? textSource : bytesSource;
  const [typed, setTyped] = useState("");
  const shown = write(typed) === source ? typed : plainText(source);
  if (shown === null) return <SourceField label={label} source={source} onChange={onChange} />;
  const set = (text: string) => {
    setTyped(text);
    onChange(write(text));
  };
  return <PlainInput label={label} shown={shown} onType={set} />;
}

function Field(props: FieldProps & { readonly isPath: boolean }) {
  const { parameter, label, picks, source, onChange, isPath } = props;
  const { kind } = parameter;
  switch (kind) {
    case "family":
    case "type":
    case "level":
    case "option":
    case "how":
    case "switch":
    case "mode":
    case "flags":
      return (
        <ChoiceField
          label={label}
          choices={picks}
          source={source}
          onChange={onChange}
          isOptional={parameter.optional}
        />
      );
    case "address":
      return isPath ? <TextField {...props} /> : <AddressField {...props} />;
    case "bytes":
      return <TextField {...props} isPath={false} />;
    case "size":
    case "backlog":
    case "seconds":
    case "value":
      return <SourceField label={label} source={source} onChange={onChange} />;
    default:
      return kind satisfies never;
  }
}

/** Choices are in the field itself; everything else has its likeliest values below it. */
const HAS_PICKS: ReadonlySet<Parameter["kind"]> = new Set([
  "address",
  "bytes",
  "size",
  "backlog",
  "seconds",
  "value",
]);

function changedFields(draft: Draft, parameter: Parameter, source: string): Draft["fields"] {
  const fields = { ...draft.fields, [parameter.name]: source };
  // Another level has other options, another option other values.
  const after = draft.method.parameters.slice(draft.method.parameters.indexOf(parameter) + 1);
  const isDecisive = parameter.kind === "level" || parameter.kind === "option";
  return isDecisive ? { ...fields, ...Object.fromEntries(after.map(({ name }) => [name, ""])) } : fields;
}

interface FormFieldsProps {
  readonly draft: Draft;
  readonly scope: Scope;
  readonly onChange: (draft: Draft) => void;
}

/** A field for every parameter of the call. */
export function FormFields({ draft, scope, onChange }: FormFieldsProps) {
  const { t } = useTranslation("console");
  const language = usePageLanguage();
  const { method, target, fields } = draft;
  const known = target === null ? null : knownAs(scope, target);
  const socket = known?.kind === "socket" ? known : null;
  return method.parameters.map((parameter, at) => {
    const before = method.parameters.slice(0, at).map(({ name }) => fields[name] ?? "");
    const picks = suggestions({ method, parameter, socket, scope, before });
    const source = fields[parameter.name] ?? "";
    const set = (text: string) => onChange({ ...draft, fields: changedFields(draft, parameter, text) });
    return (
      <div key={`${method.name} ${parameter.name}`} className="form-field" title={parameter.gloss[language]}>
        <Field
          parameter={parameter}
          label={parameter.name}
          picks={picks}
          source={source}
          onChange={set}
          isPath={socket?.family === "AF_UNIX"}
        />
        {HAS_PICKS.has(parameter.kind) && (
          <Picks
            label={t("form.pick", { parameter: parameter.name })}
            picks={picks.slice(0, MOST_PICKS)}
            source={source}
            onPick={set}
          />
        )}
      </div>
    );
  });
}
