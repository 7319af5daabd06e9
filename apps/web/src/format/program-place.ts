import type { EventOf, TraceLog } from "@wirestage/trace";

type Started = EventOf<"program.started">;

/** Servers are alike and clients are, in whatever language; a console is its host's; commands go by their words. */
function isAlike(a: Started, b: Started): boolean {
  if (a.role !== null || b.role !== null) return a.role === b.role;
  if (a.language !== b.language) return false;
  return a.language === "console" ? a.host === b.host : a.name === b.name;
}

/** From 1: which of the programs of its kind it is, in the order in which they started. Never changes. */
export function placeAmongAlike(started: Started, log: TraceLog): number {
  const alike = [...log.latest.programs.values()].filter(({ started: each }) => isAlike(each, started));
  return alike.findIndex(({ started: each }) => each.program === started.program) + 1;
}
