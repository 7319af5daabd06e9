import type { Passage, Verification } from "../../story.ts";
import { allOf, callEvidence, frameEvidence } from "../evidence.ts";
import type { Evidence } from "../trial.ts";
import { type Finding, finding, type Outcome, UNDECIDED } from "./finding.ts";
import { closedFinding, intruderOutcome } from "./login.ts";

function firstFrame(passage: Passage | null): Evidence | null {
  const [carried] = passage?.carried ?? [];
  return carried ? frameEvidence(carried.frame) : null;
}

function bothFrames(first: Passage | null, second: Passage | null): readonly Evidence[] {
  return allOf(firstFrame(first), firstFrame(second));
}

function findingsOf(first: Verification, second: Verification): readonly Finding[] {
  const nonces = bothFrames(first.nonce, second.nonce);
  const hasOldAnswer = second.answerOf === first.number;
  const { compared, verifierMac } = second;
  return [
    ...(hasOldAnswer ? [finding("sameAnswer", {}, bothFrames(first.answer, second.answer))] : []),
    ...(second.nonce ? [finding(second.nonceOf === null ? "otherNonce" : "sameNonce", {}, nonces)] : []),
    ...(second.proverMac === null && compared ? [finding("computedNothing")] : []),
    ...(compared && verifierMac && !compared.equal
      ? [finding("otherExpected", {}, [callEvidence(verifierMac.call), callEvidence(compared.call)])]
      : []),
    ...closedFinding(second),
  ];
}

/** The first client knows the secret; the second has only its answer. */
export function replayOutcome([first, second]: readonly Verification[]): Outcome {
  return first && second ? intruderOutcome(second, findingsOf(first, second)) : UNDECIDED;
}
