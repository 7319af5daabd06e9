import type { CallMark, StateMark } from "./scene.ts";
import { STATE_NAME_HEIGHT } from "./state-marks.ts";

/** Names of two connections that last stand this far apart under the window's upper edge. */
const LANE_STEP = 28;
/** How near two names' centres may come. */
const CLEARANCE = 20;

/**
 * How far the name of a state comes down with the window, so that a state that lasts stays named. Heights in pixels from
 * the first drawn event.
 * @param windowTop upper end of what can be seen under the hosts' names
 */
export function stickyShift(mark: StateMark, presentY: number, windowTop: number): number {
  if (mark.labelY === null || mark.lane === null) return 0;
  const wanted = windowTop + STATE_NAME_HEIGHT / 2 + mark.lane * LANE_STEP - mark.labelY;
  const room = (mark.y1 ?? presentY) - 12 - mark.labelY;
  return Math.max(0, Math.min(wanted, room));
}

/** States whose names can come down over the name of the call, where both share one column. */
export function statesThatPass(call: CallMark, states: readonly StateMark[]): StateMark[] {
  const { labelY, side } = call;
  if (labelY === null) return [];
  return states.filter((mark) => mark.side === side && mark.labelY !== null && mark.labelY < labelY);
}

/** Whether the name of one of the `states` stands where the name of the call would. */
export function isCovered(
  call: CallMark,
  states: readonly StateMark[],
  presentY: number,
  windowTop: number,
): boolean {
  const { labelY } = call;
  if (labelY === null) return false;
  return states.some((mark) => {
    const shift = stickyShift(mark, presentY, windowTop);
    return shift > 0 && Math.abs((mark.labelY ?? 0) + shift - labelY) < CLEARANCE;
  });
}
