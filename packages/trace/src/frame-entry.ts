import type { EventOf, FrameEvent, FrameOrigin } from "./event.ts";
import type { WireActor } from "./facts.ts";
import type { TraceTime } from "./time.ts";

/** What happens to a frame once it is on the wire. */
export type FrameFate = Exclude<FrameEvent, FrameOrigin>;

/** All that the trace tells of one frame. `sent` put it on the wire; `fates` holds what followed, in order. */
export interface FrameEntry {
  readonly frame: number;
  readonly sent: FrameOrigin;
  readonly fates: readonly FrameFate[];
  /** When the kernel sent this very segment again while the frame was being held. */
  readonly repeats: readonly { readonly frame: number; readonly t: TraceTime }[];
}

/** Where a frame is at one time. `position` runs from 0 at its sender to 1 at its receiver. */
export type FrameWhereabouts =
  | { readonly fate: "unsent" }
  | { readonly fate: "flying"; readonly position: number; readonly due: TraceTime }
  | { readonly fate: "held"; readonly position: number; readonly since: TraceTime; readonly by: WireActor }
  | { readonly fate: "delivered"; readonly at: TraceTime }
  | { readonly fate: "lost"; readonly at: TraceTime; readonly position: number; readonly by: WireActor };

export function frameEntry(sent: FrameOrigin): FrameEntry {
  return { frame: sent.frame, sent, fates: [], repeats: [] };
}

export function withFate(entry: FrameEntry, event: FrameFate): FrameEntry {
  return { ...entry, fates: [...entry.fates, event] };
}

/** The held frame that `event` counts a repeat of, or null where it tells of no repeat. */
export function repeatedFrame(event: FrameFate): number | null {
  return event.kind === "frame.lost" && event.by.by === "repeat" ? event.by.of : null;
}

export function withRepeat(held: FrameEntry, repeat: FrameFate): FrameEntry {
  return { ...held, repeats: [...held.repeats, { frame: repeat.frame, t: repeat.t }] };
}

/** The fate that ended the frame's time on the wire, if it has ended. */
export function frameEnd(entry: FrameEntry): EventOf<"frame.delivered" | "frame.lost"> | null {
  const last = entry.fates.at(-1);
  return last?.kind === "frame.delivered" || last?.kind === "frame.lost" ? last : null;
}

/** The held frame on which this one was counted instead of being carried, or null. */
export function countedOn(entry: FrameEntry): number | null {
  const end = frameEnd(entry);
  return end ? repeatedFrame(end) : null;
}

/** How often the kernel had repeated a held frame by time `t`. */
export function repeatsAt(entry: FrameEntry, t: TraceTime): number {
  return entry.repeats.filter((repeat) => repeat.t <= t).length;
}

/** Where along its way the frame came to be: a kernel sends from the end of the cable, the wire from anywhere. */
export function startPosition({ sent }: FrameEntry): number {
  return sent.kind === "frame.sent" ? 0 : sent.position;
}

/** The frame's bytes as base64, as they were at `t`: those it began with, or what it was last altered to. */
export function frameBytesAt(entry: FrameEntry, t: TraceTime): string {
  const altered = entry.fates.findLast((fate) => fate.kind === "frame.altered" && fate.t <= t);
  return altered?.kind === "frame.altered" ? altered.bytes : entry.sent.bytes;
}

function flying(from: number, since: TraceTime, due: TraceTime, t: TraceTime): FrameWhereabouts {
  const way = due - since;
  const done = way <= 0 ? 1 : Math.min(1, (t - since) / way);
  return { fate: "flying", position: from + (1 - from) * done, due };
}

/** A pure function of what happened up to `t`: the same time gives the same place, whatever path led there. */
export function frameAt(entry: FrameEntry, t: TraceTime): FrameWhereabouts {
  const { sent } = entry;
  if (t < sent.t) return { fate: "unsent" };
  let position = startPosition(entry);
  let place: FrameWhereabouts = flying(position, sent.t, sent.due ?? sent.t, t);
  for (const event of entry.fates) {
    if (event.t > t) break;
    switch (event.kind) {
      case "frame.held":
        position = event.position;
        place = { fate: "held", position, since: event.t, by: event.by };
        break;
      case "frame.altered":
        break;
      case "frame.released":
        place = flying(position, event.t, event.due, t);
        break;
      case "frame.rescheduled":
        position = event.position;
        place = flying(position, event.t, event.due, t);
        break;
      case "frame.delivered":
        place = { fate: "delivered", at: event.t };
        break;
      case "frame.lost":
        place = { fate: "lost", at: event.t, position: event.position, by: event.by };
        break;
      default:
        event satisfies never;
    }
  }
  return place;
}
