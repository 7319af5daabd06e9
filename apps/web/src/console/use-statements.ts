import { consoleEntries, consolesOf } from "@wirestage/console";
import { useMemo } from "react";
import { useLog } from "../session/hooks.ts";

/** The statements that were run on a host, oldest first; one that was run again at once counts once. */
export function useStatements(host: string): readonly string[] {
  const log = useLog();
  const { version } = log;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the log is one object that grows; its version tells when.
  return useMemo(() => {
    const texts = consolesOf(log.latest, host).flatMap(({ started }) =>
      consoleEntries(log, log.latest, started.program).map(({ said }) => said.text),
    );
    return texts.filter((text, at) => text !== texts[at - 1]);
  }, [log, version, host]);
}
