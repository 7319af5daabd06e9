import type { TraceLog } from "@wirestage/trace";
import type { Verification } from "../story.ts";
import { storyIndex } from "../story-index.ts";
import { alteredOutcome } from "./findings/altered.ts";
import { type Outcome, UNDECIDED } from "./findings/finding.ts";
import { middleOutcome, spoofedOutcome } from "./findings/injected.ts";
import { mergedOutcome, wrongSecretOutcome } from "./findings/login.ts";
import { replayOutcome } from "./findings/replay.ts";
import { silentOutcome } from "./findings/silent.ts";
import type { TrialName, TrialRun } from "./trial.ts";

type Judge = (stories: readonly Verification[], log: TraceLog) => Outcome;

const JUDGES: Readonly<Record<TrialName, Judge>> = {
  wrongSecret: wrongSecretOutcome,
  silent: silentOutcome,
  replay: replayOutcome,
  nonceReused: replayOutcome,
  altered: alteredOutcome,
  checksumLeft: alteredOutcome,
  middle: middleOutcome,
  spoofedWrong: spoofedOutcome,
  spoofedRight: spoofedOutcome,
  merged: mergedOutcome,
  mergedCured: mergedOutcome,
};

/** What came of a trial, read off the trace alone. Verifications that began after its end do not count. */
export function outcomeOf(
  { trial, since, until }: Pick<TrialRun, "trial" | "since" | "until">,
  log: TraceLog,
): Outcome {
  const stories = storyIndex(log)
    .verifications(until ?? Number.POSITIVE_INFINITY)
    .filter(({ begun }) => begun.seq >= since);
  return stories.length === 0 ? UNDECIDED : JUDGES[trial](stories, log);
}
