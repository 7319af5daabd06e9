import type { TraceEvent } from "./event.ts";
import type { TraceState } from "./state.ts";
import { StateDraft } from "./state-draft.ts";

/**
 * The state after one more event. Pure; shares what did not change.
 * @throws TraceError where `event` is not the next one, or speaks of something never introduced.
 */
export function reduce(state: TraceState, event: TraceEvent): TraceState {
  return reduceAll(state, [event]);
}

/**
 * The state after more events: what `reduce` gives one after another, at the cost of one copy for all.
 * @throws TraceError as `reduce`
 */
export function reduceAll(state: TraceState, events: readonly TraceEvent[]): TraceState {
  const draft = new StateDraft(state);
  for (const event of events) draft.add(event);
  return draft.share();
}
