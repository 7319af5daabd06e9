import { bytesOfBase64, type EventOf, type TraceLog, type WireActor } from "@wirestage/trace";
import { formatDuration } from "../format/time.ts";
import { byteText } from "../inspector/alterations.ts";
import { frameIndex } from "../inspector/frame-index.ts";
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

function actorFacts(by: WireActor) {
  switch (by.by) {
    case "hand":
      return {};
    case "rule":
      return { rule: by.rule };
    case "repeat":
      return { of: by.of };
    case "limit":
      return { limit: by.limit };
    default:
      return by satisfies never;
  }
}

/** Who made or changed a frame: a person, or the wire by a rule of its own. */
function maker({ by }: WireActor): "hand" | "wire" {
  return by === "hand" ? "hand" : "wire";
}

function percentOf(position: number): number {
  return Math.round(position * 100);
}

function copiedSentence(event: EventOf<"frame.copied">, log: TraceLog, t: EventsT): string {
  const { frame, of, by, position } = event;
  const facts = { frame, of: frameText(of, log, t), percent: percentOf(position) };
  return t(`frameCopied.${maker(by)}`, facts);
}

function injectedSentence(event: EventOf<"frame.injected">, log: TraceLog, t: EventsT): string {
  const { frame, host, by, position } = event;
  const summary = frameIndex(log).summary(frame);
  const kind = kindText(summary?.kind ?? "unknown", summary?.view?.payloadLength ?? 0, t);
  const facts = { frame, kind, host: hostText(host, t), percent: percentOf(position) };
  return t(`frameInjected.${maker(by)}`, facts);
}

function alteredSentence(event: EventOf<"frame.altered">, log: TraceLog, t: EventsT): string {
  const { offset, bit, bytes } = event;
  const after = bytesOfBase64(bytes)[offset] ?? 0;
  const facts = {
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

/** What hands and rules do to frames, as one sentence. */
export function onWireSentence(event: OnWire, log: TraceLog, t: EventsT): string {
  const facts = () => ({
    ...actorFacts(event.by),
    frame: frameText(event.frame, log, t),
    number: event.frame,
    host: hostText(event.host, t),
  });
  switch (event.kind) {
    case "frame.copied":
      return copiedSentence(event, log, t);
    case "frame.injected":
      return injectedSentence(event, log, t);
    case "frame.altered":
      return alteredSentence(event, log, t);
    case "frame.held":
      return t(`frameHeld.${event.by.by}`, { ...facts(), percent: percentOf(event.position) });
    case "frame.released":
      return t(`frameReleased.${event.by.by}`, facts());
    case "frame.rescheduled":
      return t(`frameRescheduled.${maker(event.by)}`, {
        frame: frameText(event.frame, log, t),
        left: formatDuration(event.due - event.t),
      });
    case "frame.lost":
      return t(`frameLost.${event.by.by}`, facts());
    default:
      return event satisfies never;
  }
}
