import type { EventKind } from "@wirestage/trace";

/**
 * How the list groups event kinds for its filter. `wire` is what the learner's hand and the rules do, `lab` how the
 * lab and its kernels are set up.
 */
export const CATEGORIES = ["frame", "wire", "call", "socket", "program", "lab"] as const;
export type Category = (typeof CATEGORIES)[number];

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
    case "frame.lost":
    case "rule.changed":
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
    default:
      return kind satisfies never;
  }
}
