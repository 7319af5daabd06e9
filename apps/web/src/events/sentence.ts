import { type EventOf, printCall, printOutcome, type TraceEvent, type TraceLog } from "@wirestage/trace";
import { datagramReads } from "../inspector/datagram-reads.ts";
import { errorHearing } from "../inspector/error-hearing.ts";
import { frameIndex } from "../inspector/frame-index.ts";
import type { RulesT } from "../wire-controls/rules/rule-text.ts";
import { commandSentence } from "./command-sentence.ts";
import { becauseText, callText, type EventsT, frameText, hostText, kindText, programText } from "./names.ts";
import { programSentence } from "./program-sentence.ts";
import { ruleSentence, settingSentence } from "./rule-sentence.ts";
import { socketSentence } from "./socket-sentence.ts";
import { onWireSentence } from "./wire-sentence.ts";

function openedSentence(event: EventOf<"lab.opened">, t: EventsT): string {
  const hosts = event.hosts.map(({ name, address }) => t("hostAt", { host: hostText(name, t), address }));
  if (event.capture !== null) {
    const { file: name, packets, shown } = event.capture;
    return t("captureOpened", { name, packets, shown, hosts: hosts.join(t("and")) });
  }
  return t("labOpened", { release: event.kernelRelease, hosts: hosts.join(t("and")) });
}

function sentSentence(event: EventOf<"frame.sent">, log: TraceLog, t: EventsT): string {
  const summary = frameIndex(log).summary(event.frame);
  const kind = kindText(summary?.kind ?? "unknown", summary?.view?.payloadLength ?? 0, t);
  const fact = t("frameSent", { host: hostText(event.host, t), kind, frame: event.frame });
  return isCapture(log) ? t("captured", { fact }) : becauseText(fact, event.cause, log, t);
}

function isCapture(log: TraceLog): boolean {
  return log.latest.opened !== null && log.latest.opened.capture !== null;
}

function deliveredSentence({ frame, host }: EventOf<"frame.delivered">, log: TraceLog, t: EventsT): string {
  const delivered = t(isCapture(log) ? "frameTakenAsDelivered" : "frameDelivered", {
    host: hostText(host, t),
    frame: frameText(frame, log, t),
  });
  const hearing = errorHearing(frame, log);
  return hearing === null ? delivered : `${delivered} ${t(`hearing.${hearing}`)}`;
}

function enteredSentence(event: EventOf<"call.entered">, log: TraceLog, t: EventsT): string {
  const { call, line } = event;
  const facts = { program: programText(event.program, log, t), text: printCall(event), call };
  return line === null ? t("callEntered", facts) : t("callEnteredAtLine", { ...facts, line });
}

function blockedSentence({ call }: EventOf<"call.blocked">, log: TraceLog, t: EventsT): string {
  const program = log.calls[call - 1]?.entered.program ?? 0;
  return t("callBlocked", { name: callText(call, log, t), call, program: programText(program, log, t) });
}

function returnedSentence({ call, outcome }: EventOf<"call.returned">, log: TraceLog, t: EventsT): string {
  const name = callText(call, log, t);
  if (!outcome.ok) return t("callFailed", { name, call, code: outcome.code });
  if (outcome.value === null) return t("callReturned", { name, call });
  const returned = t("callReturnedValue", { name, call, value: printOutcome(outcome) });
  const read = datagramReads(log).byCall(call);
  if (read === null || read.read === read.length) return returned;
  return `${returned} ${t("shortRead", { ...read, lost: read.length - read.read })}`;
}

function sysctlSentence({ host, name, from, to }: EventOf<"sysctl.changed">, t: EventsT): string {
  return t("sysctlChanged", { host: hostText(host, t), name, from, to });
}

/** Of a lab that does again what was done in another; events are counted from 1, as on the timeline. */
function againSentence({ topic, facts }: EventOf<"note">, t: EventsT): string | null {
  switch (topic) {
    case "again.began":
    case "again.reached":
      return t(topic, { event: Number(facts["event"]) + 1 });
    case "again.parted":
    case "again.stopped":
      return t(topic, facts);
    default:
      return null;
  }
}

function noteSentence(event: EventOf<"note">, t: EventsT): string {
  const { socket } = event.facts;
  if (event.topic === "capture.midway") return t("begunMidway", { socket: String(socket) });
  const again = againSentence(event, t);
  if (again !== null) return again;
  const facts = Object.entries(event.facts).map(([name, value]) => `${name} = ${value}`);
  return t("note", { topic: event.topic, facts: facts.join(t("comma")) });
}

/**
 * What an event says, as one sentence in the language of `t` and of `rulesT`, which has the words for rules of the wire;
 * names of calls, programs and rules are looked up in `log`.
 */
export function sentenceOf(event: TraceEvent, log: TraceLog, t: EventsT, rulesT: RulesT): string {
  switch (event.kind) {
    case "lab.opened":
      return openedSentence(event, t);
    case "frame.sent":
      return sentSentence(event, log, t);
    case "frame.delivered":
      return deliveredSentence(event, log, t);
    case "frame.copied":
    case "frame.injected":
    case "frame.altered":
    case "frame.held":
    case "frame.released":
    case "frame.rescheduled":
    case "frame.lost":
      return onWireSentence(event, log, t, rulesT);
    case "call.entered":
      return enteredSentence(event, log, t);
    case "call.blocked":
      return blockedSentence(event, log, t);
    case "call.returned":
      return returnedSentence(event, log, t);
    case "socket.opened":
    case "socket.changed":
    case "socket.closed":
      return socketSentence(event, log, t);
    case "program.started":
    case "program.source":
    case "program.line":
    case "program.asking":
    case "program.paused":
    case "program.resumed":
    case "program.output":
    case "program.input":
    case "program.statement":
    case "program.ended":
      return programSentence(event, log, t);
    case "sysctl.changed":
      return sysctlSentence(event, t);
    case "rule.changed":
      return settingSentence(event, t);
    case "rule.set":
    case "rule.removed":
      return ruleSentence(event, log, t, rulesT);
    case "command.given":
      return commandSentence(event, log, t, rulesT);
    case "note":
      return noteSentence(event, t);
    default:
      return event satisfies never;
  }
}
