import { type TraceEvent, TraceLog } from "@wirestage/trace";
import { create } from "zustand";
import { currentPath, goTo, replaceSearch } from "../router/address.ts";
import { withoutView } from "../router/view-address.ts";
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

/** The log of `events`, taken in piece by piece, so that the page stays responsive; stops where `isWanted` says no. @throws TraceError on a gap */
async function logOf({ events, onGrown }: FinishedTrace, isWanted: () => boolean): Promise<TraceLog> {
  const log = new TraceLog();
  for (let from = 0; from < events.length && isWanted(); from += EVENTS_AT_ONCE) {
    if (from > 0) await rest();
    log.append(events.slice(from, from + EVENTS_AT_ONCE));
    onGrown?.(log);
  }
  return log;
}

/**
 * Shows a finished trace on the stage, at `/open` or where it has an address of its own, unless `signal` was aborted by then.
 * Of two that are opened at once the later one is shown. Answers whether this one is.
 * @throws TraceError where the events do not follow one another
 */
export async function openTrace(
  trace: FinishedTrace,
  signal: AbortSignal,
  address = "/open",
): Promise<boolean> {
  if (signal.aborted) return false;
  const { title, source, wholeFrame, remarks = [], packetNumber = () => null } = trace;
  const count = useOpenedTrace.getState().count + 1;
  useOpenedTrace.setState({ count });
  const isWanted = () => !signal.aborted && useOpenedTrace.getState().count === count;
  const log = await logOf(trace, isWanted);
  if (!isWanted()) return false;
  const opened = { key: `opened-${count}`, title, source, remarks, log, wholeFrame, packetNumber };
  const isThere = currentPath() === address;
  // All files have one address: what it says of the file before is not true of this one.
  if (isThere && source.kind === "file") replaceSearch(withoutView(location.search));
  useOpenedTrace.setState({ opened });
  if (!isThere) goTo(address);
  return true;
}
