import { TcpState } from "@wirestage/trace";
import { textWidth } from "./text-width.ts";

export interface CallLaneCounts {
  readonly left: number;
  readonly right: number;
}

/** Where things stand across the stage, in pixels from its left edge, at one width. */
export interface Columns {
  readonly left: number;
  readonly right: number;
  /** Room outside each lifeline: for the names of states, and beyond them for the names of calls. */
  readonly stateWidth: number;
  readonly callWidth: number;
  readonly nameFont: number;
  readonly callsShareColumn: boolean;
  /** How many brackets of calls have room beside each other. */
  readonly callLanes: CallLaneCounts;
  /** How many phases of verified connections stand beside each other at the right edge. */
  readonly phaseLanes: number;
  /** Of the whole stage. */
  readonly width: number;
  readonly hasAxis: boolean;
  /** How much a frame's label may say. */
  readonly labels: "inline" | "stacked" | "short";
}

const AXIS_WIDTH = 52;
/** From a lifeline to where the names of states begin: bars of up to two lanes. */
export const BARS_WIDTH = 26;
/** From a lifeline to the names of states themselves. */
export const NAME_START = BARS_WIDTH + 5;
/** From the room for the names of states to the brackets of calls. */
export const BRACKET_GAP = 4;
/** The longest name of a state, in em. */
const WIDEST_STATE = Math.max(...TcpState.options.map((state) => textWidth(state, 1)));

/** From one bracket to the next beside it. */
export const CALL_LANE = 8;
/** More calls at once share the outermost lane. */
const MOST_CALL_LANES = 3;
/** Room of one phase beside the ladder. */
export const PHASE_LANE = 17;
const ONE_EACH: CallLaneCounts = { left: 1, right: 1 };

let latest: { readonly key: string; readonly columns: Columns } | null = null;

/** The same object for the same width and lanes, so that views can tell that nothing moved. */
export function columns(width: number, lanes = ONE_EACH, phaseLanes = 0): Columns {
  const callLanes = {
    left: Math.min(MOST_CALL_LANES, lanes.left),
    right: Math.min(MOST_CALL_LANES, lanes.right),
  };
  const key = `${width} ${callLanes.left} ${callLanes.right} ${phaseLanes}`;
  if (latest?.key !== key) latest = { key, columns: columnsOf(width, callLanes, phaseLanes) };
  return latest.columns;
}

/** Primary are frames and states; the names of calls come where there is room for them, and the time axis too. */
function columnsOf(width: number, callLanes: CallLaneCounts, phaseLanes: number): Columns {
  const hasAxis = width >= 620;
  const stateWidth = width >= 620 ? 96 : width >= 480 ? 86 : 76;
  const callsShareColumn = width < 900;
  const callWidth = callsShareColumn ? 12 : 88;
  const side = BARS_WIDTH + stateWidth + callWidth;
  const more = (lanes: number) => CALL_LANE * (lanes - 1);
  const left = side + more(callLanes.left) + (hasAxis ? AXIS_WIDTH : 0);
  const right = Math.max(left + 80, width - side - more(callLanes.right) - PHASE_LANE * phaseLanes);
  const lane = right - left;
  const labels = lane >= 420 ? "inline" : lane >= 230 ? "stacked" : "short";
  return {
    left,
    right,
    stateWidth,
    callWidth,
    callsShareColumn,
    callLanes,
    phaseLanes,
    width,
    nameFont: (BARS_WIDTH + stateWidth - NAME_START) / WIDEST_STATE,
    hasAxis,
    labels,
  };
}

/** `position` runs from 0 at the sender to 1 at the receiver. */
export function laneX({ left, right }: Columns, direction: "right" | "left", position: number): number {
  return direction === "right" ? left + (right - left) * position : right - (right - left) * position;
}

/** The x of a label's centre that keeps it between the lifelines. */
export function clampedX(x: number, width: number, { left, right }: Columns): number {
  const room = width / 2 + 6;
  return right - left < 2 * room ? (left + right) / 2 : Math.min(right - room, Math.max(left + room, x));
}
