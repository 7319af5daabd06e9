import type { TraceLog, TraceTime } from "@wirestage/trace";
import { sameBytes } from "./computation.ts";
import { differences, receivedCells, sentCells } from "./passage-bytes.ts";
import type { Comparison, Verification } from "./story.ts";

const ALL = Number.POSITIVE_INFINITY;

/** Why a verdict came out as it did, as far as the trace tells. */
export type Why =
  /** The client computed the same MAC. */
  | { readonly because: "sameSecret" }
  /** It computed nothing: this very answer was accepted before, for this very nonce. */
  | { readonly because: "nonceReused"; readonly of: number }
  /** The MACs are equal; how the client came by its answer was not seen. */
  | { readonly because: "equal" }
  | { readonly because: "lengths" | "short"; readonly own: number; readonly given: number }
  | { readonly because: "answerAltered" | "nonceAltered"; readonly bytes: number }
  | { readonly because: "digests"; readonly client: string; readonly server: string }
  | { readonly because: "secrets" }
  | { readonly because: "replayed"; readonly of: number }
  | { readonly because: "nothingComputed" }
  | { readonly because: "differ" }
  | { readonly because: "timeout"; readonly waited: number; readonly arrived: number }
  | { readonly because: "clientEnded" }
  | { readonly because: "clientFailed"; readonly code: string }
  | { readonly because: "notCompared" }
  | { readonly because: "serverEnded" };

function whyAccepted({ proverMac, compared, nonceOf, answerOf }: Verification): Why {
  if (proverMac && compared && sameBytes(proverMac.mac, compared.own)) return { because: "sameSecret" };
  if (proverMac === null && nonceOf !== null && answerOf !== null)
    return { because: "nonceReused", of: answerOf };
  return { because: "equal" };
}

/** How many bytes of a passage came out otherwise than they went in. */
function alteredBytes(passage: Verification["nonce"], log: TraceLog): number {
  return passage === null
    ? 0
    : differences(sentCells(passage, log, ALL), receivedCells(passage, log, ALL)).size;
}

function whyComputedOtherwise({ proverMac, verifierMac }: Verification): Why {
  if (proverMac === null || verifierMac === null) return { because: "differ" };
  if (proverMac.digest !== verifierMac.digest) {
    return { because: "digests", client: proverMac.digest, server: verifierMac.digest };
  }
  const [client, server] = [proverMac.key, verifierMac.key];
  const isSameMessage = sameBytes(proverMac.message, verifierMac.message);
  // Of keys that were withheld another MAC for the same message tells that they differ.
  const isOtherKey =
    client === null || server === null
      ? !sameBytes(proverMac.mac, verifierMac.mac)
      : !sameBytes(client, server);
  return { because: isSameMessage && isOtherKey ? "secrets" : "differ" };
}

function whyRefused(story: Verification, { own, given }: Comparison, log: TraceLog): Why {
  const { answer, nonce, answerOf, proverMac } = story;
  if (own.length !== given.length) {
    return { because: given.length < own.length ? "short" : "lengths", own: own.length, given: given.length };
  }
  const inAnswer = alteredBytes(answer, log);
  if (inAnswer > 0) return { because: "answerAltered", bytes: inAnswer };
  const inNonce = alteredBytes(nonce, log);
  if (inNonce > 0) return { because: "nonceAltered", bytes: inNonce };
  if (proverMac !== null) return whyComputedOtherwise(story);
  return answerOf === null ? { because: "nothingComputed" } : { because: "replayed", of: answerOf };
}

/** How long the server waited after its nonce was sent, and how much of an answer it had by then. */
function whyTimedOut({ nonce, answer }: Verification, t: TraceTime, log: TraceLog): Why {
  const since = nonce?.sent[0]?.t ?? t;
  const cells = answer === null ? [] : receivedCells(answer, log, ALL);
  const arrived = cells.filter((cell) => cell !== null).length;
  return { because: "timeout", waited: t - since, arrived };
}

/** @returns null while there is no verdict */
export function whyVerdict(story: Verification, log: TraceLog): Why | null {
  const { verdict, compared } = story;
  switch (verdict.is) {
    case "open":
      return null;
    case "accepted":
      return whyAccepted(story);
    case "refused":
      return compared === null ? { because: "differ" } : whyRefused(story, compared, log);
    case "timedOut":
      return whyTimedOut(story, verdict.t, log);
    case "left":
      return verdict.code === null
        ? { because: "clientEnded" }
        : { because: "clientFailed", code: verdict.code };
    case "closed":
      return { because: "notCompared" };
    case "ended":
      return { because: "serverEnded" };
    default:
      return verdict satisfies never;
  }
}
