import { callEndWishes, callNameWishes } from "./call-marks.ts";
import type { Columns } from "./columns.ts";
import { type LabelWish, layoutLabels } from "./label-layout.ts";
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
  const endId = callId + calls.length;
  const beside = (wishes: readonly LabelWish[], firstId: number) =>
    wishes.map((wish) => ({ ...wish, id: wish.id + firstId, x: wish.x + apart }));
  const callWishes = [...beside(callNameWishes(calls), callId), ...beside(callEndWishes(calls), endId)];
  const places = layoutLabels([...stateNameWishes(states), ...callWishes], REACH);
  return {
    states: states.map((mark, id) => ({ ...mark, labelY: places.get(id) ?? null })),
    calls: calls.map((mark, id) => ({
      ...mark,
      labelY: places.get(id + callId) ?? null,
      endY: places.get(id + endId) ?? null,
    })),
  };
}
