import type { Guide } from "./guide.ts";
import { clear } from "./moves.ts";
import type { TrialName } from "./trial.ts";
import { altered, checksumLeft } from "./trials/altered.ts";
import { silent, wrongSecret } from "./trials/answers.ts";
import { middle, spoofedRight, spoofedWrong } from "./trials/injected.ts";
import { merged, mergedCured } from "./trials/merged.ts";
import { nonceReused, replay } from "./trials/replay.ts";

const TRIALS: Readonly<Record<TrialName, (guide: Guide) => Promise<void>>> = {
  wrongSecret,
  silent,
  replay,
  nonceReused,
  altered,
  checksumLeft,
  middle,
  spoofedWrong,
  spoofedRight,
  merged,
  mergedCured,
};

/** @throws TrialOver where it ends before its last step */
export async function leadThrough(trial: TrialName, guide: Guide): Promise<void> {
  await clear(guide);
  await TRIALS[trial](guide);
}
