import { frameEnd, type TraceLog } from "@wirestage/trace";
import type { Verification } from "../story.ts";

/** Fewer times than this tell nothing of how far they spread. */
const ENOUGH = 3;

/** How long the server took from the arrival of a wrong answer to the FIN or RST by which it refused, in ns. */
function refusalTime({ verdict, answer, connection }: Verification, log: TraceLog): number | null {
  const last = answer?.carried.at(-1);
  const entry = last && log.frames[last.frame - 1];
  const arrived = entry && frameEnd(entry);
  const farewell = connection?.farewell ?? null;
  if (verdict.is !== "refused" || arrived?.kind !== "frame.delivered" || farewell === null) return null;
  return farewell.t > arrived.t ? farewell.t - arrived.t : null;
}

/** How long the server took to refuse each wrong answer, in ns. */
export function refusalTimes(stories: readonly Verification[], log: TraceLog): readonly number[] {
  return stories.map((story) => refusalTime(story, log)).filter((time) => time !== null);
}

/** The standard deviation of such times, in ns; null where they are too few. */
export function spreadOf(times: readonly number[]): number | null {
  if (times.length < ENOUGH) return null;
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const squares = times.reduce((sum, time) => sum + (time - mean) ** 2, 0);
  return Math.sqrt(squares / (times.length - 1));
}
