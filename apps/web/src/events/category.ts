import type { EventKind } from "@wirestage/trace";

/**
 * How the list groups event kinds for its filter. `wire` is what the learner's hand and the rules do, `lab` how the
 * lab and its kernels are set up, `command` what a person told the lab.
 */
export const CATEGORIES = ["frame", "wire", "call", "socket", "program", "lab", "command"] as const;
export type Category = (typeof CATEGORIES)[number];

/** All but the commands, whose effects have rows of their own. */
export const SHOWN_AT_FIRST: ReadonlySet<Category> = new Set(
  CATEGORIES.filter((category) => category !== "command"),
);

export function categoryOf(kind: EventKind): Category {
  switch (kind) {
    case "frame.sent":
    case "frame.delivered":
      return "frame";
    case "frame.copied":
    case "frame.injected":
    case "frame.altered":
    case "frame.held":
    case "frame.released":
    case "frame.rescheduled":
    case "frame.lost":
    case "rule.changed":
    case "rule.set":
    case "rule.removed":
      return "wire";
    case "call.entered":
    case "call.blocked":
    case "call.returned":
      return "call";
    case "socket.opened":
    case "socket.changed":
    case "socket.closed":
      return "socket";
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
      return "program";
    case "lab.opened":
    case "sysctl.changed":
    case "note":
      return "lab";
    case "command.given":
      return "command";
    default:
      return kind satisfies never;
  }
}
