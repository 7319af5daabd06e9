import type { ProgramPair } from "@wirestage/protocol";

export const GROUPS = ["tcp", "udp", "families", "bugs"] as const;
export type Group = (typeof GROUPS)[number];

function groupOf({ bug, family, flow }: ProgramPair): Group {
  if (bug !== null) return "bugs";
  return family === "AF_INET" ? flow : "families";
}

/** The pairs by what one learns with them, in the order in which they are learnt; groups without a pair are left out. */
export function pairGroups(
  pairs: readonly ProgramPair[],
): readonly { readonly group: Group; readonly pairs: readonly ProgramPair[] }[] {
  return GROUPS.map((group) => ({ group, pairs: pairs.filter((pair) => groupOf(pair) === group) })).filter(
    (each) => each.pairs.length > 0,
  );
}
