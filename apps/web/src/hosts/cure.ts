import type { ProgramPair } from "@wirestage/protocol";

function setsReuse({ parameters }: ProgramPair): boolean {
  return parameters.some(({ name }) => name === "REUSE_ADDRESS");
}

/**
 * Whether what a pair leaves behind would stand in its cure's way: connections in TIME_WAIT whose server lacked
 * SO_REUSEADDR keep its port from every server for a minute, also from one that sets it.
 */
export function cureNeedsNewLab(pair: ProgramPair, cure: ProgramPair): boolean {
  return setsReuse(cure) && !setsReuse(pair);
}
