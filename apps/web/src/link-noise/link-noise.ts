import type { TraceEvent, TraceLog } from "@wirestage/trace";
import { create } from "zustand";
import { frameIndex } from "../inspector/frame-index.ts";

const PARAMETER = "noise";

/** Whether the address asks for link noise: `?noise=1`. */
export function asksForNoise(search: string): boolean {
  return new URLSearchParams(search).get(PARAMETER) === "1";
}

/** The address' query with the wish in it, and everything else as it was. */
export function withNoise(search: string, shown: boolean): string {
  const parameters = new URLSearchParams(search);
  if (shown) parameters.set(PARAMETER, "1");
  else parameters.delete(PARAMETER);
  const query = parameters.toString();
  return query === "" ? "" : `?${query}`;
}

interface LinkNoise {
  readonly shown: boolean;
  show(shown: boolean): void;
}

function keepInAddress(shown: boolean): void {
  const { pathname, search, hash } = location;
  history.replaceState(history.state, "", `${pathname}${withNoise(search, shown)}${hash}`);
}

export const useLinkNoise = create<LinkNoise>((set) => ({
  shown: typeof location === "undefined" ? false : asksForNoise(location.search),
  show: (shown) => {
    keepInAddress(shown);
    set({ shown });
  },
}));

/** Whether the event tells of a frame that is link noise. */
export function tellsOfNoise(event: TraceEvent, log: TraceLog): boolean {
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
      return frameIndex(log).isNoise(event.frame);
    case "lab.opened":
    case "call.entered":
    case "call.blocked":
    case "call.returned":
    case "socket.opened":
    case "socket.changed":
    case "socket.closed":
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
      return false;
    default:
      return event satisfies never;
  }
}
