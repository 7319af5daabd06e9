import type { TraceEvent, TraceLog } from "@wirestage/trace";
import { tellsOfNoise } from "../link-noise/link-noise.ts";

/** The nearest event from `index` on, in this direction, that is not hidden as link noise. */
export function shownEventFrom(
  log: TraceLog,
  index: number,
  direction: 1 | -1,
  noise: boolean,
): TraceEvent | null {
  for (let at = index; ; at += direction) {
    const event = log.events[at];
    if (!event) return null;
    if (noise || !tellsOfNoise(event, log)) return event;
  }
}
