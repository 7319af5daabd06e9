import type { TraceLog } from "@wirestage/trace";
import { sameBytes } from "../../computation.ts";
import type { Verification } from "../../story.ts";
import { whyVerdict } from "../../why.ts";
import { allOf, callEvidence } from "../evidence.ts";
import { type Finding, finding, type Outcome, UNDECIDED } from "./finding.ts";

/** That the server closed this connection, which a refusal that leaks would not do. */
export function closedFinding({ closed }: Verification): readonly Finding[] {
  return closed === null ? [] : [finding("closed", {}, [callEvidence(closed.call)])];
}

function comparedFinding({ compared, proverMac }: Verification): readonly Finding[] {
  if (compared === null) return [];
  const total = compared.own.length;
  const count = compared.own.filter((byte, at) => byte !== compared.given[at]).length;
  const key = compared.equal ? "macsEqual" : "macsDiffer";
  const own = proverMac && callEvidence(proverMac.call);
  return [finding(key, { count, total }, allOf(own, callEvidence(compared.call)))];
}

/** By what the server decided; undecided where it has not, also because it has ended. */
function decided(
  story: Verification,
  [ifAccepted, otherwise]: readonly [Outcome["is"], Outcome["is"]],
  findings: readonly Finding[],
): Outcome {
  switch (story.verdict.is) {
    case "open":
    case "ended":
      return { ...UNDECIDED, findings };
    case "accepted":
      return { is: ifAccepted, story, findings };
    case "refused":
    case "timedOut":
    case "closed":
    case "left":
      return { is: otherwise, story, findings };
    default:
      return story.verdict satisfies never;
  }
}

/** Of one client that has to be kept out. */
export function intruderOutcome(story: Verification, findings: readonly Finding[]): Outcome {
  return decided(story, ["succeeded", "failed"], findings);
}

/** Of a client that knows the secret and was hindered. */
export function honestOutcome(
  story: Verification,
  ifAccepted: "failed" | "rightIn",
  findings: readonly Finding[],
): Outcome {
  return decided(story, [ifAccepted, "nobody"], findings);
}

export function wrongSecretOutcome([story]: readonly Verification[]): Outcome {
  if (!story) return UNDECIDED;
  return intruderOutcome(story, [...comparedFinding(story), ...closedFinding(story)]);
}

function mergedFindings(story: Verification, log: TraceLog): readonly Finding[] {
  const { compared, proverMac, verifierMac, answer } = story;
  const [received] = answer?.received ?? [];
  const evidence = allOf(received ? callEvidence(received.call) : null);
  const given = received ? received.to - received.from : 0;
  const own = verifierMac?.mac.length ?? 0;
  const isRight = proverMac !== null && verifierMac !== null && sameBytes(proverMac.mac, verifierMac.mac);
  const why = whyVerdict(story, log)?.because;
  return [
    ...(received ? [finding(given > own ? "tookMore" : "tookExactly", { given, own }, evidence)] : []),
    ...(isRight && why === "lengths" && compared
      ? [finding("wasRight", {}, [callEvidence(proverMac.call), callEvidence(verifierMac.call)])]
      : []),
    ...closedFinding(story),
  ];
}

/** Of one client that has to be let in. */
export function mergedOutcome([story]: readonly Verification[], log: TraceLog): Outcome {
  if (!story) return UNDECIDED;
  return honestOutcome(story, "rightIn", mergedFindings(story, log));
}
