import type { Bilingual, ConstantKind, SocketType } from "./constants.ts";

/** What an argument must be. `value` is what an option is set to. */
export type ParameterKind =
  | Exclude<ConstantKind, "flag">
  | "address"
  | "bytes"
  | "size"
  | "backlog"
  | "flags"
  | "value"
  | "seconds"
  | "switch"
  | "mode";

export interface Parameter {
  /** As Python's documentation names it; what a keyword argument is written with. */
  readonly name: string;
  readonly kind: ParameterKind;
  readonly optional: boolean;
  /** What Python takes where it is left out, as one would type it; null where it may not be, or stands for nothing. */
  readonly absent: string | null;
  /** What the form begins with, as one would type it; addresses and options depend on where one is. */
  readonly usual: string;
  readonly gloss: Bilingual;
}

/** What a call answers; `connection` and `datagram` are pairs. */
export type Answer =
  | "none"
  | "socket"
  | "connection"
  | "bytes"
  | "datagram"
  | "number"
  | "errno"
  | "address"
  | "option"
  | "seconds"
  | "file";

/** `module` is `socket(…)` itself, which belongs to nothing. */
export type MethodOwner = "module" | "socket" | "file";

export interface ConsoleMethod {
  readonly name: string;
  readonly of: MethodOwner;
  readonly parameters: readonly Parameter[];
  readonly answers: Answer;
  /** Page of the manual, as `connect(2)`. */
  readonly manual: string;
  readonly gloss: Bilingual;
  /** Types of socket that it is meant for; on others the kernel refuses it, which may be seen as well. */
  readonly types: readonly SocketType[];
}

const BOTH = ["SOCK_STREAM", "SOCK_DGRAM"] as const;

type ParameterFacts = Partial<Pick<Parameter, "optional" | "absent" | "usual">>;

export function parameter(
  name: string,
  kind: ParameterKind,
  facts: ParameterFacts,
  en: string,
  zh: string,
): Parameter {
  return { name, kind, optional: false, absent: null, usual: "", ...facts, gloss: { en, zh } };
}

type MethodFacts = Partial<Pick<ConsoleMethod, "of" | "parameters" | "answers" | "types">>;

export function method(
  name: string,
  manual: string,
  facts: MethodFacts,
  en: string,
  zh: string,
): ConsoleMethod {
  return {
    name,
    manual,
    of: "socket",
    parameters: [],
    answers: "none",
    types: BOTH,
    ...facts,
    gloss: { en, zh },
  };
}
