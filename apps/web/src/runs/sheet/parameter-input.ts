import { type ParameterFacts, type ProgramPair, RunParameters } from "@wirestage/protocol";
import { z } from "zod";

export type ParameterName = ParameterFacts["name"];
/** What the sheet has a field for. */
export type FieldName = ParameterName | "CLIENT_SECRET";
export type ParameterValue = ParameterFacts["value"];

/** A parameter of a pair, whichever of its sides have it. */
export interface Parameter {
  readonly name: ParameterName;
  /** As the file has it. */
  readonly usual: ParameterValue;
  /** Of the pair. */
  readonly family: ProgramPair["family"];
}

/** What may be set of a pair, each once. The path of an AF_UNIX socket is the lab's own. */
export function parametersOfPair({ parameters, family }: ProgramPair): Parameter[] {
  const settable = parameters.filter(({ name }) => family !== "AF_UNIX" || name !== "ADDRESS");
  const names = [...new Set(settable.map(({ name }) => name))];
  return names.flatMap((name) => {
    const found = settable.find((each) => each.name === name);
    return found ? [{ name, usual: found.value, family }] : [];
  });
}

/** What a source cannot hold in its quotes. */
const NOT_IN_TEXT = /["\\\p{Cc}]/u;

/** Whether sockets of the family can take the text for an address: numeric, or the one name that every host knows. */
function isAddressOf(family: ProgramPair["family"], text: string): boolean {
  switch (family) {
    case "AF_INET":
      return text === "localhost" || z.ipv4().safeParse(text).success;
    case "AF_INET6":
      return text === "localhost" || z.ipv6().safeParse(text).success;
    case "AF_UNIX":
      return true;
    default:
      return family satisfies never;
  }
}

/**
 * What was entered for a parameter as its value, or null where it cannot be one. Port 0 cannot: the client would connect
 * to that, not to the port that the kernel picked for the server.
 */
export function enteredValue({ name, usual, family }: Parameter, written: string): string | number | null {
  // Blanks around a number or an address come from pasting; in a secret they may be meant.
  const text = name === "SECRET" ? written : written.trim();
  if (typeof usual === "number" ? !/^\d{1,9}$/.test(text) : NOT_IN_TEXT.test(text)) return null;
  if (name === "ADDRESS" && !isAddressOf(family, text)) return null;
  const value = typeof usual === "number" ? Number(text) : text;
  if (name === "PORT" && value === 0) return null;
  return RunParameters.shape[name].safeParse(value).success ? value : null;
}

/** The secret entered for the client alone: undefined for the server's, null where it cannot be one. */
export function enteredClientSecret(text: string): string | undefined | null {
  if (text === "") return undefined;
  return RunParameters.shape.SECRET.safeParse(text).data ?? null;
}

/** The values of a parameter that has but a few. */
export const DIGESTS = RunParameters.shape.DIGEST.unwrap().options;

/** Whether each side has a secret of its own. */
export function hasTwoSecrets({ parameters }: Pick<ProgramPair, "parameters">): boolean {
  const roles = parameters.flatMap(({ name, roles: those }) => (name === "SECRET" ? those : []));
  return roles.includes("server") && roles.includes("client");
}

/** Least and greatest value of each parameter that is a number. */
export function rangeOf(name: ParameterName): { readonly least: number; readonly most: number } {
  switch (name) {
    case "BUFFER_SIZE":
      return { least: 1, most: 65_536 };
    case "TIMEOUT":
      return { least: 1, most: 60 };
    case "PORT":
      return { least: 1, most: 65_535 };
    default:
      return { least: 0, most: 65_535 };
  }
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
