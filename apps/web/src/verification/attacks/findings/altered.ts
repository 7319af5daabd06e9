import type { EventOf, TraceLog } from "@wirestage/trace";
import { discardOf } from "../../../inspector/kernel-discard.ts";
import type { CarriedStretch, Verification } from "../../story.ts";
import { callEvidence, frameEvidence } from "../evidence.ts";
import { type Finding, finding, type Outcome, UNDECIDED } from "./finding.ts";
import { closedFinding, honestOutcome } from "./login.ts";

interface Flip {
  readonly carried: CarriedStretch;
  readonly event: EventOf<"frame.altered">;
}

/** The frame of the answer that was altered on its way. */
function flipOf({ answer }: Verification, log: TraceLog): Flip | null {
  for (const carried of answer?.carried ?? []) {
    const fates = log.frames[carried.frame - 1]?.fates ?? [];
    const event = fates.find((fate) => fate.kind === "frame.altered");
    if (event?.kind === "frame.altered") return { carried, event };
  }
  return null;
}

function discardFindings({ carried }: Flip, { answer }: Verification, log: TraceLog): readonly Finding[] {
  const entry = log.frames[carried.frame - 1];
  const discard = entry && discardOf(entry, log);
  const again = answer?.carried.find(({ seq }) => seq > carried.seq);
  const evidence = [frameEvidence(carried.frame)];
  if (!discard) return [finding("checksumFits", {}, evidence)];
  return [
    finding("discarded", { protocol: discard }, evidence),
    ...(again ? [finding("sentAgain", {}, [frameEvidence(again.frame)])] : []),
  ];
}

/** The answer of an honest client, touched on its way. */
export function alteredOutcome([story]: readonly Verification[], log: TraceLog): Outcome {
  const flip = story && flipOf(story, log);
  if (!story || !flip) return UNDECIDED;
  const { offset, bit, frame } = flip.event;
  const byte = offset - flip.carried.start + 1;
  const { compared } = story;
  const findings = [
    finding("flipped", { byte, bit }, [frameEvidence(frame)]),
    ...discardFindings(flip, story, log),
    ...(compared && !compared.equal ? [finding("oneBit", {}, [callEvidence(compared.call)])] : []),
    ...closedFinding(story),
  ];
  return honestOutcome(story, "failed", findings);
}
