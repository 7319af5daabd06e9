import { labRunChoice } from "../../runs/use-run-choice.ts";
import { useSession } from "../../session/hooks.ts";
import type { TrialSetting } from "./trial.ts";

function randomNumber(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** What the learner has chosen for this lab, as it is when a trial begins: languages, and a secret of their own. */
export function useTrialSetting(): () => TrialSetting {
  const session = useSession();
  return () => {
    const { run, language, clientLanguage, parameters } = labRunChoice(session);
    const { SECRET, DIGEST } = run.startsWith("tcp-hmac") ? parameters : {};
    return {
      language,
      clientLanguage,
      parameters: { ...(SECRET !== undefined && { SECRET }), ...(DIGEST !== undefined && { DIGEST }) },
      random: randomNumber,
    };
  };
}
