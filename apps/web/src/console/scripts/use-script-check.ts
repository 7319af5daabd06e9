import { parseScript, type Script, scopeOf } from "@wirestage/console";
import { useMemo } from "react";
import { useLog } from "../../session/hooks.ts";

export interface ScriptCheck extends Script {
  /** Whether it can also be run where the consoles know nothing yet. */
  readonly standsAlone: boolean;
  readonly nothing: boolean;
}

/** What a text says as a script of this lab, whose consoles may know names already. */
export function useScriptCheck(text: string): ScriptCheck {
  const log = useLog();
  const { version } = log;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log is one object that grows; its version tells when.
  return useMemo(() => {
    const state = log.latest;
    const hosts = [...state.hosts.values()].map(({ facts }) => facts);
    const scopes = hosts.map(({ name }) => scopeOf(log, state, name));
    const here = parseScript(text, hosts, scopes);
    const elsewhere = parseScript(text, hosts);
    return {
      ...here,
      standsAlone: elsewhere.problems.length === 0,
      nothing: here.lines.length === 0 && here.problems.length === 0,
    };
  }, [log, version, text]);
}

export function isRunnable({ lines, problems }: Script): boolean {
  return lines.length > 0 && problems.length === 0;
}
