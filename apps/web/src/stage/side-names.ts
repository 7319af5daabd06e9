import { callNameWishes } from "./call-marks.ts";
import type { Columns } from "./columns.ts";
import { layoutLabels } from "./label-layout.ts";
import type { CallMark, StateMark } from "./scene.ts";
import { stateNameWishes } from "./state-marks.ts";

/** How far a name may stand from where its state or call begins: too little for two names to change places. */
const REACH = 16;

/**
 * Gives states and calls their names' heights. Where calls have no column of their own, both share one, and states
 * come first.
 */
export function withNames(
  states: readonly StateMark[],
  calls: readonly CallMark[],
  { callsShareColumn }: Columns,
): { states: StateMark[]; calls: CallMark[] } {
  const apart = callsShareColumn ? 0 : 2000;
  const callId = states.length;
  const callWishes = callNameWishes(calls).map((wish) => ({
    ...wish,
    id: wish.id + callId,
    x: wish.x + apart,
  }));
  const places = layoutLabels([...stateNameWishes(states), ...callWishes], REACH);
  return {
    states: states.map((mark, id) => ({ ...mark, labelY: places.get(id) ?? null })),
    calls: calls.map((mark, id) => ({ ...mark, labelY: places.get(id + callId) ?? null })),
  };
}
