import { upgrade1To2 } from "./upgrade-1-to-2.ts";

/** From version 1 to 2, from 2 to 3, …: one step for each version that a trace has ever had but the last. */
export const UPGRADES: readonly ((event: unknown) => unknown)[] = [upgrade1To2];

/** An event of a trace of `version` as the version of today has it, not yet looked at by its schema. */
export function upgraded(event: unknown, version: number): unknown {
  return UPGRADES.slice(version - 1).reduce((older, upgrade) => upgrade(older), event);
}
