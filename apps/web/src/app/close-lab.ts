import type { ErrorCode } from "@wirestage/protocol";
import type { ProgramState, TraceState } from "@wirestage/trace";
import type { LinkState } from "../session/session.ts";

/** Programs that closing the lab would end, a console that has sockets or may make some included; oldest first. */
export function runningPrograms(state: TraceState): readonly ProgramState[] {
  return [...state.programs.values()].filter(({ ended }) => ended === null);
}

/** Whether this page may close its lab, else why not. */
export type MayClose = "yes" | "watching" | "over" | "away";

export function mayClose(link: LinkState, hasToken: boolean): MayClose {
  switch (link.status) {
    case "ended":
    case "recording":
      return "over";
    case "connecting":
    case "lost":
      return "away";
    case "open":
      return link.mayCommand && hasToken ? "yes" : "watching";
    default:
      return link satisfies never;
  }
}

/** After these the server has forgotten the trace, and can write no recording of it. */
const FORGOTTEN: ReadonlySet<ErrorCode> = new Set(["lab_ended", "lab_not_found", "shutting_down"]);

/** Whether the server can still write the lab's recording. */
export function hasRecording(link: LinkState): boolean {
  return link.status !== "ended" || !FORGOTTEN.has(link.error.code);
}
