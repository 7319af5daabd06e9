import type { Answer } from "./method.ts";
import { knownAs, type Scope } from "./scope.ts";

/** The first of `base`, `base2`, … that may be taken: unused, or used for something that is over. */
export function freshName(scope: Scope, base: string): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base}${count}`;
    const known = knownAs(scope, name);
    const isBusy = (known?.kind === "socket" && !known.closed) || known?.kind === "pending";
    if (!isBusy) return name;
  }
}

/** As programs name their first socket: `c` of a client, `s` of a server. */
export function usualSocketName(scope: Scope): string {
  return freshName(scope, scope.host === "client" ? "c" : "s");
}

/** The names that what a method answers is usually given; none for what one only looks at. */
export function usualNames(scope: Scope, answers: Answer): readonly string[] {
  switch (answers) {
    case "socket":
      return [usualSocketName(scope)];
    case "connection":
      return [freshName(scope, "conn"), freshName(scope, "peer")];
    case "datagram":
      return ["data", "peer"];
    case "bytes":
      return ["data"];
    case "file":
      return [freshName(scope, "f")];
    case "none":
    case "number":
    case "errno":
    case "address":
    case "option":
    case "seconds":
      return [];
    default:
      return answers satisfies never;
  }
}
