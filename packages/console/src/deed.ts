import type { ConsoleMethod } from "./method.ts";
import type { Place } from "./problem.ts";
import type { KnownSocket, Scope } from "./scope.ts";
import type { StatementTree } from "./tree.ts";

/** What a statement is about to do to its socket. */
export interface Deed {
  readonly tree: StatementTree;
  readonly method: ConsoleMethod;
  readonly socket: KnownSocket;
  readonly scope: Scope;
}

/** Where a warning about the call as a whole is marked. */
export function calleeOf({ target, method }: StatementTree): Place {
  return { from: target?.from ?? method.from, to: method.to };
}
