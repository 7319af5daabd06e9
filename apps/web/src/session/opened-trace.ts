import { type TraceEvent, TraceLog } from "@wirestage/trace";
import { create } from "zustand";
import { currentPath, goTo } from "../router/address.ts";
import type { OpenedFrom, TraceRemark, TraceSource } from "./session.ts";

/** A finished trace as whoever read it hands it over. */
export interface FinishedTrace {
  readonly title: string;
  readonly source: TraceSource;
  readonly events: readonly TraceEvent[];
  /** All bytes of a frame, where the events hold fewer. @throws where they are not to be had */
  readonly wholeFrame: (frame: number, signal: AbortSignal) => Promise<Uint8Array>;
  readonly remarks?: readonly TraceRemark[];
  /** Called after each piece of the log was taken in, for what is kept ready of it to grow in pieces too. */
  readonly onGrown?: (log: TraceLog) => void;
  readonly packetNumber?: OpenedFrom["packetNumber"];
}

/** The trace that stands at `/open`. */
export interface OpenedTrace extends OpenedFrom {
  /** Tells this opened trace from others, as its id tells a lab. */
  readonly key: string;
  readonly log: TraceLog;
  readonly wholeFrame: FinishedTrace["wholeFrame"];
}

interface OpenedTraceStore {
  readonly opened: OpenedTrace | null;
  /** Which opening is the newest, whether or not it is ready. */
  readonly count: number;
}

export const useOpenedTrace = create<OpenedTraceStore>(() => ({ opened: null, count: 0 }));

/** Few enough to be taken in within a part of an animation frame. */
const EVENTS_AT_ONCE = 1_000;

function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** The log of `events`, taken in piece by piece, so that the page stays responsive. @throws TraceError on a gap */
async function logOf({ events, onGrown }: FinishedTrace): Promise<TraceLog> {
  const log = new TraceLog();
  for (let from = 0; from < events.length; from += EVENTS_AT_ONCE) {
    if (from > 0) await rest();
    log.append(events.slice(from, from + EVENTS_AT_ONCE));
    onGrown?.(log);
  }
  return log;
}

/**
 * Shows a finished trace on the stage, at `/open` or where it has an address of its own. Of two that are opened at once the later one is shown.
 * @throws TraceError where the events do not follow one another
 */
export async function openTrace(trace: FinishedTrace, address = "/open"): Promise<void> {
  const { title, source, wholeFrame, remarks = [], packetNumber = () => null } = trace;
  const count = useOpenedTrace.getState().count + 1;
  useOpenedTrace.setState({ count });
  const log = await logOf(trace);
  if (useOpenedTrace.getState().count !== count) return;
  const opened = { key: `opened-${count}`, title, source, remarks, log, wholeFrame, packetNumber };
  useOpenedTrace.setState({ opened });
  if (currentPath() !== address) goTo(address);
}
