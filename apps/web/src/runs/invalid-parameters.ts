import type { ProgramPair } from "@wirestage/protocol";
import type { RunChoice } from "./run-choice.ts";
import { enteredValue, type ParameterName, parametersOfPair } from "./sheet/parameter-input.ts";

/** What is set for a choice and cannot be run: a tab may have kept it from a version of the page that took it. */
export function invalidParameters(
  pair: ProgramPair,
  { parameters }: Pick<RunChoice, "parameters">,
): ReadonlySet<ParameterName> {
  const invalid = parametersOfPair(pair).filter((parameter) => {
    const value = parameters[parameter.name];
    if (value === undefined) return false;
    if (typeof value !== typeof parameter.usual) return true;
    return typeof value !== "boolean" && enteredValue(parameter, String(value)) === null;
  });
  return new Set(invalid.map(({ name }) => name));
}
