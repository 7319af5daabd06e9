import type { RunRole } from "@wirestage/protocol";
import { useState } from "react";
import { browserTimer } from "../session/browser-timer.ts";
import { useLink, useSession } from "../session/hooks.ts";
import type { CommandAnswer } from "../session/session.ts";
import { useNotices } from "../status/notices.ts";
import { runAgain } from "./run-again.ts";
import { type RunChoice, sideCommand } from "./run-choice.ts";
import { useMayStart } from "./run-sheet-shown.ts";

export interface Running {
  /** Not while something is being started, and not for those who only watch. */
  readonly mayRun: boolean;
  /** Both sides, after the end of what runs. */
  again(choice: RunChoice): void;
  /** One side alone, whatever else runs. */
  side(choice: RunChoice, role: RunRole): void;
}

/** Starts programs in the lab; a refusal stands in the status bar. What cannot be run opens the sheet instead. */
export function useRun(): Running {
  const session = useSession();
  const link = useLink();
  const mayStart = useMayStart();
  const [busy, setBusy] = useState(false);
  const { show, dismiss } = useNotices.getState();
  const start = async (choice: RunChoice, deed: () => Promise<CommandAnswer>) => {
    if (!mayStart(choice)) return;
    setBusy(true);
    dismiss();
    const answer = await deed();
    if (!answer.ok) show({ kind: "refused", error: answer.error });
    setBusy(false);
  };
  return {
    mayRun: !busy && link.status === "open" && link.mayCommand,
    again: (choice) => void start(choice, () => runAgain(session, choice, browserTimer)),
    side: (choice, role) => void start(choice, () => session.command(sideCommand(choice, role))),
  };
}
