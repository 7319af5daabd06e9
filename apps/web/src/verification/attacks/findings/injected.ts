import type { TraceLog } from "@wirestage/trace";
import { frameIndex } from "../../../inspector/frame-index.ts";
import type { Verification } from "../../story.ts";
import { allOf, callEvidence, frameEvidence } from "../evidence.ts";
import {
  answerTo,
  firstMessage,
  injectedOf,
  messageIn,
  segmentsOf,
  swallowedBy,
  takenFrom,
  unsentAcknowledged,
} from "./after-login.ts";
import { type Finding, finding, type Outcome, UNDECIDED } from "./finding.ts";

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function takenFindings(log: TraceLog, story: Verification, frame: number): readonly Finding[] {
  const call = takenFrom(log, story, frame);
  if (call === null) return [];
  const text = textOf(messageIn(log, frame));
  return [finding("taken", { text }, [frameEvidence(frame), callEvidence(call)]), finding("storm")];
}

/** What it does to the client that is there: its kernel hears of bytes that it never sent. */
function clientFindings(log: TraceLog, story: Verification, frame: number): readonly Finding[] {
  const unsent = unsentAcknowledged(log, story);
  const swallowed = swallowedBy(log, story, frame);
  const since = log.frames[frame - 1]?.sent.seq ?? 0;
  const read = firstMessage(log, story.connection?.peer ?? null, since);
  const repeats = segmentsOf(log, story, since).filter(
    ({ entry, from }) =>
      from === "server" && (frameIndex(log).summary(entry.frame)?.segment?.repeatOf ?? null) !== null,
  );
  const [again] = repeats;
  return [
    ...(unsent
      ? [finding("unsentAcknowledged", { bytes: unsent.bytes }, [frameEvidence(unsent.frame)])]
      : []),
    ...(again ? [finding("replyAgain", { count: repeats.length }, [frameEvidence(again.entry.frame)])] : []),
    ...(swallowed === null ? [] : [finding("swallowed", {}, [frameEvidence(swallowed)])]),
    ...(read ? [finding("clientReads", { text: textOf(read.bytes) }, [callEvidence(read.call)])] : []),
  ];
}

function verdictOf(log: TraceLog, story: Verification, frame: number): Outcome["is"] {
  return takenFrom(log, story, frame) === null ? "failed" : "succeeded";
}

/** Somebody between the two, who can read every number. */
export function middleOutcome([story]: readonly Verification[], log: TraceLog): Outcome {
  const frame = story ? injectedOf(log, story) : null;
  if (!story || frame === null) return UNDECIDED;
  const findings = [
    finding("verifiedBefore", {}, allOf(story.compared && callEvidence(story.compared.call))),
    ...takenFindings(log, story, frame),
    ...clientFindings(log, story, frame),
  ];
  return { is: verdictOf(log, story, frame), story: null, findings };
}

const NUMBERS = 2 ** 32;

/** How likely a guess is, by the window that the server offered last before it. */
function oddsFinding(log: TraceLog, story: Verification, frame: number): readonly Finding[] {
  const seq = log.frames[frame - 1]?.sent.seq ?? 0;
  const before = segmentsOf(log, story, 0).filter(
    ({ entry, from }) => from === "server" && entry.sent.seq < seq,
  );
  const last = before.at(-1);
  const shift = last ? (frameIndex(log).summary(last.entry.frame)?.segment?.windowShift ?? 0) : 0;
  const window = last ? last.view.window * 2 ** shift : 0;
  if (!last || window === 0) return [];
  const facts = { numbers: NUMBERS, window, odds: Math.round(NUMBERS / window) };
  return [finding("odds", facts, [frameEvidence(last.entry.frame)])];
}

/** What the server's kernel did with a segment whose number is not the next one. */
function droppedFindings(log: TraceLog, frame: number): readonly Finding[] {
  const answer = answerTo(log, frame);
  const evidence = allOf(frameEvidence(frame), answer === null ? null : frameEvidence(answer));
  return [finding(answer === null ? "droppedSilently" : "droppedWithAck", {}, evidence)];
}

/** Somebody elsewhere, who hears nothing and has to guess. */
export function spoofedOutcome([story]: readonly Verification[], log: TraceLog): Outcome {
  const frame = story ? injectedOf(log, story) : null;
  if (!story || frame === null) return UNDECIDED;
  const taken = takenFindings(log, story, frame);
  const since = log.frames[frame - 1]?.sent.seq ?? 0;
  const read = firstMessage(log, story.connection?.peer ?? null, since);
  const isUnharmed = taken.length === 0 && read !== null;
  const findings = [
    ...(taken.length > 0 ? taken : droppedFindings(log, frame)),
    ...(isUnharmed ? [finding("unharmed", { text: textOf(read.bytes) }, [callEvidence(read.call)])] : []),
    ...oddsFinding(log, story, frame),
  ];
  // Whether a segment is taken is known once its receiver has it and has gone on, as the client's next reply shows.
  if (taken.length === 0 && read === null) return { ...UNDECIDED, findings: oddsFinding(log, story, frame) };
  return { is: verdictOf(log, story, frame), story: null, findings };
}
