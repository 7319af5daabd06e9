import { consolesOf, type Scope, scopeOf } from "@wirestage/console";
import type { ProgramState } from "@wirestage/trace";
import { useMemo } from "react";
import { type MayAct, useMayAct } from "../hosts/use-may-act.ts";
import { useLog, useTraceState } from "../session/hooks.ts";

/** The consoles of a host as they are shown, and what a statement typed now would find. */
export interface ConsoleView {
  readonly host: string;
  /** Oldest first; all but the last have ended. */
  readonly consoles: readonly ProgramState[];
  /** The one that takes the next statement; null where that would start another. */
  readonly running: ProgramState | null;
  /** At the newest moment, which statements are carried out in, whatever time is shown. */
  readonly scope: Scope;
  readonly may: MayAct;
}

export function useConsole(host: string): ConsoleView {
  const log = useLog();
  const state = useTraceState();
  const may = useMayAct();
  const { version } = log;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log is one object that grows; its version tells when.
  const scope = useMemo(() => scopeOf(log, log.latest, host), [log, version, host]);
  const consoles = useMemo(() => consolesOf(state, host), [state, host]);
  const newest = consoles.at(-1);
  return { host, consoles, running: newest && !newest.ended ? newest : null, scope, may };
}

/** The name of a host within a sentence. */
export function hostKey(host: string): "client" | "server" | null {
  return host === "client" || host === "server" ? host : null;
}
