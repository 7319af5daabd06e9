import type { RunRole } from "@wirestage/protocol";
import { useState } from "react";
import { browserTimer } from "../session/browser-timer.ts";
import { useLink, useSession } from "../session/hooks.ts";
import type { CommandAnswer } from "../session/session.ts";
import { useNotices } from "../status/notices.ts";
import { runAgain } from "./run-again.ts";
import { type RunChoice, sideCommand } from "./run-choice.ts";

export interface Running {
  /** Not while something is being started, and not for those who only watch. */
  readonly mayRun: boolean;
  /** Both sides, after the end of what runs. */
  again(choice: RunChoice): void;
  /** One side alone, whatever else runs. */
  side(choice: RunChoice, role: RunRole): void;
}

/** Starts programs in the lab; a refusal stands in the status bar. */
export function useRun(): Running {
  const session = useSession();
  const link = useLink();
  const [busy, setBusy] = useState(false);
  const { show, dismiss } = useNotices.getState();
  const start = async (deed: () => Promise<CommandAnswer>) => {
    setBusy(true);
    dismiss();
    const answer = await deed();
    if (!answer.ok) show({ kind: "refused", error: answer.error });
    setBusy(false);
  };
  return {
    mayRun: !busy && link.status === "open" && link.mayCommand,
    again: (choice) => void start(() => runAgain(session, choice, browserTimer)),
    side: (choice, role) => void start(() => session.command(sideCommand(choice, role))),
  };
}
