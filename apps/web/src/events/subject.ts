import type { TraceEvent } from "@wirestage/trace";
import type { Selection } from "../session/session.ts";

/** What can be selected of which an event tells: its frame, call or socket. */
export function subjectOf(event: TraceEvent): Selection | null {
  switch (event.kind) {
    case "frame.sent":
    case "frame.copied":
    case "frame.injected":
    case "frame.altered":
    case "frame.held":
    case "frame.released":
    case "frame.rescheduled":
    case "frame.delivered":
    case "frame.lost":
      return { kind: "frame", frame: event.frame };
    case "call.entered":
    case "call.blocked":
    case "call.returned":
      return { kind: "call", call: event.call };
    case "socket.opened":
    case "socket.changed":
    case "socket.closed":
      return { kind: "socket", socket: event.socket };
    case "lab.opened":
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
    case "sysctl.changed":
    case "rule.changed":
    case "rule.set":
    case "rule.removed":
    case "command.given":
    case "note":
      return null;
    default:
      return event satisfies never;
  }
}

function numberOf(selection: Selection): number {
  switch (selection.kind) {
    case "frame":
      return selection.frame;
    case "call":
      return selection.call;
    case "socket":
      return selection.socket;
    default:
      return selection satisfies never;
  }
}

export function concerns(event: TraceEvent, selection: Selection | null): boolean {
  const subject = subjectOf(event);
  if (subject === null || selection === null) return false;
  return subject.kind === selection.kind && numberOf(subject) === numberOf(selection);
}

/** Index of the last of the rows 0 … `until` that tells of `selection`; −1 where there is none. */
export function lastConcerned(rows: readonly TraceEvent[], until: number, selection: Selection): number {
  for (let index = Math.min(until, rows.length - 1); index >= 0; index--) {
    const event = rows[index];
    if (event && concerns(event, selection)) return index;
  }
  return -1;
}
