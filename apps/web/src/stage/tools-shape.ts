import type { Columns } from "./columns.ts";

/** How the view's tools stand beside the right lifeline: in a row, in two, or without the scale. */
export type ToolsShape = "row" | "stacked" | "bare";

/** Width in pixels of all tools and the scale in one row, with their distance from the stage's edge. */
const ROW_WIDTH = 206;
/** The same of the buttons alone. */
const BUTTONS_WIDTH = 128;
/** From this height on the scale has room over the buttons without reaching up to where names of states stand. */
const STACKED_FROM = 300;

export function toolsWidth(shape: ToolsShape): number {
  return shape === "row" ? ROW_WIDTH : BUTTONS_WIDTH;
}

/** Tools never stand over the lane, where frames have their labels. */
export function toolsShape({ right }: Columns, width: number, height: number): ToolsShape {
  if (width - right >= ROW_WIDTH) return "row";
  return height >= STACKED_FROM ? "stacked" : "bare";
}
