import { type ParameterFacts, type ProgramPair, RunParameters } from "@wirestage/protocol";

export type ParameterName = ParameterFacts["name"];
export type ParameterValue = ParameterFacts["value"];

/** A parameter of a pair, whichever of its sides have it. */
export interface Parameter {
  readonly name: ParameterName;
  /** As the file has it. */
  readonly usual: ParameterValue;
}

/** What may be set of a pair, each once. The path of an AF_UNIX socket is the lab's own. */
export function parametersOfPair({ parameters, family }: ProgramPair): Parameter[] {
  const settable = parameters.filter(({ name }) => family !== "AF_UNIX" || name !== "ADDRESS");
  const names = [...new Set(settable.map(({ name }) => name))];
  return names.flatMap((name) => {
    const found = settable.find((each) => each.name === name);
    return found ? [{ name, usual: found.value }] : [];
  });
}

/** What a source cannot hold in its quotes. */
const NOT_IN_TEXT = /["\\\p{Cc}]/u;

/** What was entered for a parameter as its value, or null where it cannot be one. */
export function enteredValue({ name, usual }: Parameter, text: string): string | number | null {
  if (typeof usual === "number" ? !/^\d{1,9}$/.test(text) : NOT_IN_TEXT.test(text)) return null;
  const value = typeof usual === "number" ? Number(text) : text;
  return RunParameters.shape[name].safeParse(value).success ? value : null;
}

/** Least and greatest value of each parameter that is a number, as the protocol has them. */
export function rangeOf(name: ParameterName): { readonly least: number; readonly most: number } {
  return name === "BUFFER_SIZE" ? { least: 1, most: 65_536 } : { least: 0, most: 65_535 };
}

/** `values` with one more set; one that is again as in the file is no longer among them. */
export function withValue(
  values: RunParameters,
  { name, usual }: Parameter,
  value: ParameterValue,
): RunParameters {
  const { [name]: _before, ...others } = values;
  return value === usual ? others : RunParameters.parse({ ...others, [name]: value });
}
