import type { FrameEntry, FrameEvent, TraceLog, WireActor, WireRule } from "@wirestage/trace";
import { ruleHistory } from "./rule-history.ts";

function actorOf(event: FrameEvent): WireActor | null {
  switch (event.kind) {
    case "frame.copied":
    case "frame.injected":
    case "frame.altered":
    case "frame.held":
    case "frame.released":
    case "frame.rescheduled":
    case "frame.lost":
      return event.by;
    case "frame.sent":
    case "frame.delivered":
      return null;
    default:
      return event satisfies never;
  }
}

/** The rule by which something happened to a frame; null for hands, limits, and the hold that every host has. */
export function ruleBehind(event: FrameEvent, log: TraceLog): WireRule | null {
  const by = actorOf(event);
  return by?.by === "rule" ? (ruleHistory(log).at(by.rule, event.seq)?.rule ?? null) : null;
}

/** The rules that have acted on a frame, each once, in the order in which they did. */
export function rulesOnFrame({ sent, fates }: FrameEntry, log: TraceLog): readonly WireRule[] {
  const rules = [sent, ...fates].map((event) => ruleBehind(event, log));
  return [...new Set(rules)].filter((rule) => rule !== null);
}

/** The rule that holds the frame or has lost it, where that is what became of it. */
export function ruleThatStopped({ fates }: FrameEntry, log: TraceLog): WireRule | null {
  const last = fates.findLast(({ kind }) => kind !== "frame.altered");
  return last?.kind === "frame.held" || last?.kind === "frame.lost" ? ruleBehind(last, log) : null;
}
