import { TcpState } from "@wirestage/trace";
import { textWidth } from "./text-width.ts";

/** Where things stand across the stage, in pixels from its left edge, at one width. */
export interface Columns {
  readonly left: number;
  readonly right: number;
  /** Room outside each lifeline: for the names of states, and beyond them for the names of calls. */
  readonly stateWidth: number;
  readonly callWidth: number;
  readonly nameFont: number;
  readonly callsShareColumn: boolean;
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

let latest: { readonly width: number; readonly columns: Columns } | null = null;

/** The same object for the same width, so that views can tell that nothing moved. */
export function columns(width: number): Columns {
  if (latest?.width !== width) latest = { width, columns: columnsOf(width) };
  return latest.columns;
}

/** Primary are frames and states; the names of calls come where there is room for them, and the time axis too. */
function columnsOf(width: number): Columns {
  const hasAxis = width >= 620;
  const stateWidth = width >= 620 ? 96 : width >= 480 ? 86 : 76;
  const callsShareColumn = width < 900;
  const callWidth = callsShareColumn ? 12 : 88;
  const side = BARS_WIDTH + stateWidth + callWidth;
  const left = side + (hasAxis ? AXIS_WIDTH : 0);
  const right = Math.max(left + 80, width - side);
  const lane = right - left;
  const labels = lane >= 420 ? "inline" : lane >= 230 ? "stacked" : "short";
  return {
    left,
    right,
    stateWidth,
    callWidth,
    callsShareColumn,
    nameFont: (BARS_WIDTH + stateWidth - NAME_START) / WIDEST_STATE,
    hasAxis,
    labels,
  };
}

/** `position` runs from 0 at the sender to 1 at the receiver. */
export function laneX({ left, right }: Columns, direction: "right" | "left", position: number): number {
  return direction === "right" ? left + (right - left) * position : right - (right - left) * position;
}
