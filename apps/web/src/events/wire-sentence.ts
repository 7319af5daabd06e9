import { bytesOfBase64, type EventOf, type TraceLog, type WireActor } from "@wirestage/trace";
import { formatDuration } from "../format/time.ts";
import { byteText } from "../inspector/alterations.ts";
import { frameIndex } from "../inspector/frame-index.ts";
import { type RulesT, ruleTextAt } from "../wire-controls/rules/rule-text.ts";
import { type EventsT, frameText, hostText, kindText } from "./names.ts";

type OnWire = EventOf<
  | "frame.copied"
  | "frame.injected"
  | "frame.altered"
  | "frame.held"
  | "frame.released"
  | "frame.rescheduled"
  | "frame.lost"
>;

interface Reader {
  readonly log: TraceLog;
  readonly t: EventsT;
  readonly rulesT: RulesT;
}

function ruleOf({ by, seq }: OnWire, { log, rulesT }: Reader): string {
  return by.by === "rule" ? ruleTextAt(by.rule, seq, log, rulesT) : rulesT("unknown");
}

function actorFacts(event: OnWire, reader: Reader) {
  const { by } = event;
  switch (by.by) {
    case "hand":
      return {};
    case "rule":
      return { rule: ruleOf(event, reader) };
    case "repeat":
      return { of: by.of };
    case "limit":
      return { limit: by.limit };
    default:
      return by satisfies never;
  }
}

/** What stopped a frame: `hold` is the rule that every host has. */
function stopper({ by }: EventOf<"frame.held">): WireActor["by"] | "hold" {
  return by.by === "rule" && by.rule === "hold" ? "hold" : by.by;
}

/** Who made or changed a frame: a person, or the wire by a rule of its own. */
function maker({ by }: WireActor): "hand" | "wire" {
  return by === "hand" ? "hand" : "wire";
}

function percentOf(position: number): number {
  return Math.round(position * 100);
}

function copiedSentence(event: EventOf<"frame.copied">, reader: Reader): string {
  const { log, t } = reader;
  const { frame, of, by, position } = event;
  const facts = {
    rule: ruleOf(event, reader),
    frame,
    of: frameText(of, log, t),
    percent: percentOf(position),
  };
  return t(`frameCopied.${maker(by)}`, facts);
}

function injectedSentence(event: EventOf<"frame.injected">, log: TraceLog, t: EventsT): string {
  const { frame, host, by, position } = event;
  const summary = frameIndex(log).summary(frame);
  const kind = kindText(summary?.kind ?? "unknown", summary?.view?.payloadLength ?? 0, t);
  const facts = { frame, kind, host: hostText(host, t), percent: percentOf(position) };
  return t(`frameInjected.${maker(by)}`, facts);
}

function alteredSentence(event: EventOf<"frame.altered">, reader: Reader): string {
  const { log, t } = reader;
  const { offset, bit, bytes } = event;
  const after = bytesOfBase64(bytes)[offset] ?? 0;
  const facts = {
    rule: ruleOf(event, reader),
    frame: frameText(event.frame, log, t),
    percent: percentOf(event.position),
    offset,
    bit,
    before: byteText(after ^ (1 << bit)),
    after: byteText(after),
  };
  const said = t(`frameAltered.${maker(event.by)}`, facts);
  return `${said}${t(`checksums.${event.checksums}`)}`;
}

/** By when the frame was to arrive before `seq`; null where that is not known, as of one that was held. */
function dueBefore(frame: number, seq: number, log: TraceLog): number | null {
  const entry = log.frames[frame - 1];
  let due: number | null = entry?.sent.due ?? null;
  for (const fate of entry?.fates ?? []) {
    if (fate.seq >= seq) break;
    if (fate.kind === "frame.held") due = null;
    if (fate.kind === "frame.released" || fate.kind === "frame.rescheduled") due = fate.due;
  }
  return due;
}

function rescheduledSentence(event: EventOf<"frame.rescheduled">, reader: Reader): string {
  const { log, t } = reader;
  const { frame, seq, due } = event;
  const shift = due - (dueBefore(frame, seq, log) ?? event.t);
  const how = shift < 0 ? "sooner" : "later";
  return t(`frameRescheduled.${maker(event.by)}.${how}`, {
    rule: ruleOf(event, reader),
    frame: frameText(frame, log, t),
    shift: formatDuration(Math.abs(shift)),
    left: formatDuration(due - event.t),
  });
}

/** What hands and rules do to frames, as one sentence. */
export function onWireSentence(event: OnWire, log: TraceLog, t: EventsT, rulesT: RulesT): string {
  const reader = { log, t, rulesT };
  const facts = () => ({
    ...actorFacts(event, reader),
    frame: frameText(event.frame, log, t),
    number: event.frame,
    host: hostText(event.host, t),
  });
  switch (event.kind) {
    case "frame.copied":
      return copiedSentence(event, reader);
    case "frame.injected":
      return injectedSentence(event, log, t);
    case "frame.altered":
      return alteredSentence(event, reader);
    case "frame.held":
      return t(`frameHeld.${stopper(event)}`, { ...facts(), percent: percentOf(event.position) });
    case "frame.released":
      return t(`frameReleased.${event.by.by}`, facts());
    case "frame.rescheduled":
      return rescheduledSentence(event, reader);
    case "frame.lost":
      return t(`frameLost.${event.by.by}`, facts());
    default:
      return event satisfies never;
  }
}
