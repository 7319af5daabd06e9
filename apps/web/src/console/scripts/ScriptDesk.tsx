import { parseScript } from "@wirestage/console";
import { useEffect } from "react";
import { useLink, useLog, useSession } from "../../session/hooks.ts";
import { ScriptSheet } from "./ScriptSheet.tsx";
import { useScriptRuns } from "./script-runs.ts";
import { useScriptSheet } from "./script-sheet.ts";

/** Starts the script that another lab's page has planned for this one, as soon as it can be commanded. */
function usePlannedRun(): void {
  const session = useSession();
  const link = useLink();
  const { latest } = useLog();
  const { planned, plan } = useScriptSheet();
  const isReady = link.status === "open" && link.mayCommand && latest.hosts.size > 0;
  useEffect(() => {
    if (!isReady || planned?.lab !== session.lab) return;
    plan(null);
    const hosts = [...session.log.latest.hosts.values()].map(({ facts }) => facts);
    const { name, text } = planned;
    const { lines } = parseScript(text, hosts);
    useScriptRuns.getState().start(session, { name, text, lines, mode: "going" });
  }, [isReady, planned, plan, session]);
}

/** Scripts of the lab that is shown, whichever consoles are in view. */
export function ScriptDesk() {
  usePlannedRun();
  const isOpen = useScriptSheet((sheet) => sheet.isOpen);
  return isOpen && <ScriptSheet />;
}
