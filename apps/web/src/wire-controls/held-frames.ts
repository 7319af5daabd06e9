import { frameAt, type TraceState, type TraceTime } from "@wirestage/trace";

export interface HeldFrame {
  readonly frame: number;
  readonly since: TraceTime;
}

/** Frames that are held in `state`, the one that a step lets go first: held longest, then sent first. */
export function heldFrames(state: TraceState): readonly HeldFrame[] {
  const held: HeldFrame[] = [];
  for (const entry of state.onWire.values()) {
    const place = frameAt(entry, state.t);
    if (place.fate === "held") held.push({ frame: entry.frame, since: place.since });
  }
  return held.sort((a, b) => a.since - b.since || a.frame - b.frame);
}

/** Whether the rules of the wire hold what every host sends. */
export function isHolding(state: TraceState): boolean {
  return state.hosts.size > 0 && [...state.hosts.values()].every((host) => host.holding);
}
