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

/** Whether a verification was decided when so many events had happened; null: by now. */
function isDecidedLater({ verdict }: Verification, until: number | null): boolean {
  return until !== null && verdict.is !== "open" && verdict.seq >= until;
}

/** What came of a trial, read off the trace alone. What was begun or decided after its end is none of it. */
export function outcomeOf(
  { trial, since, until }: Pick<TrialRun, "trial" | "since" | "until">,
  log: TraceLog,
): Outcome {
  const stories = storyIndex(log)
    .verifications(until ?? Number.POSITIVE_INFINITY)
    .filter(({ begun }) => begun.seq >= since);
  if (stories.length === 0 || stories.some((story) => isDecidedLater(story, until))) return UNDECIDED;
  return JUDGES[trial](stories, log);
}
