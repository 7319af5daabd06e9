import { scriptOf } from "@wirestage/protocol";
import { create } from "zustand";
import { goTo } from "../router/address.ts";
import { keepRunChoice, labRunChoice } from "../runs/use-run-choice.ts";
import { openLab } from "../session/api.ts";
import type { Session } from "../session/session.ts";
import { tokens } from "../session/token.ts";
import { useNotices } from "../status/notices.ts";
import { keepOriginal, ORIGINAL } from "./originals.ts";

/** Whether a new lab is being opened. */
export const useTryingAgain = create<{ readonly isBusy: boolean }>(() => ({ isBusy: false }));

/**
 * Whether the trace says with what its lab began: without that nothing can be done again. What stands in a comparison as
 * the original has no lab of that name; where it came from it can be told again.
 */
export function canBeToldAgain({ lab, log }: Pick<Session, "lab" | "log">): boolean {
  return lab !== ORIGINAL && log.latest.opened?.request != null;
}

/** Opens a lab that does what was done in this one up to the event in view, and goes there. */
export async function tryAgain(session: Session): Promise<void> {
  if (useTryingAgain.getState().isBusy) return;
  const { show, dismiss } = useNotices.getState();
  dismiss();
  const seq = Math.max(0, session.state().next - 1);
  const script = scriptOf(session.log, seq, session.opened ? null : session.lab);
  if (!script.ok) {
    show({ kind: "not-again", why: script.why });
    return;
  }
  useTryingAgain.setState({ isBusy: true });
  const answer = await openLab(script.request);
  useTryingAgain.setState({ isBusy: false });
  if (!answer.ok) {
    show(answer.error ? { kind: "refused", error: answer.error } : { kind: "no-answer" });
    return;
  }
  const { id, token } = answer.value;
  tokens().keep(id, token);
  keepRunChoice(id, labRunChoice(session));
  keepOriginal(id, session);
  goTo(`/lab/${encodeURIComponent(id)}`);
}
