import type { TraceTime } from "@wirestage/trace";
import type { StoryRow } from "./story-rows.ts";

/** Where going through the story leads from where `shown` of its steps are seen; null where there is no such step. */
export interface StepTargets {
  readonly first: TraceTime | null;
  readonly before: TraceTime | null;
  readonly after: TraceTime | null;
}

/** Steps that one moment told are gone through together. */
export function stepTargets(all: readonly StoryRow[], shown: number): StepTargets {
  const current = all[shown - 1]?.t ?? null;
  return {
    first: all[0]?.t ?? null,
    before: current === null ? null : (all.findLast(({ t }) => t < current)?.t ?? null),
    after: all[shown]?.t ?? null,
  };
}
