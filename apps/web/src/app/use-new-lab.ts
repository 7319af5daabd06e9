import { useOpenLab } from "../landing/use-open-lab.ts";
import type { RunChoice } from "../runs/run-choice.ts";
import { useMayStart } from "../runs/run-sheet-shown.ts";
import { useSession } from "../session/hooks.ts";
import { useNotices } from "../status/notices.ts";

/** A new lab like the one before: held from the first frame where this one holds now. What cannot be run opens the sheet. */
export function useNewLab(): (run: RunChoice) => Promise<void> {
  const { log } = useSession();
  const { open } = useOpenLab();
  const mayStart = useMayStart();
  const { show } = useNotices.getState();
  return async (run) => {
    if (!mayStart(run)) return;
    const hold = [...log.latest.hosts.values()].some((host) => host.holding);
    const failure = await open(run, hold);
    if (failure) show(failure.error ? { kind: "refused", error: failure.error } : { kind: "no-answer" });
  };
}
