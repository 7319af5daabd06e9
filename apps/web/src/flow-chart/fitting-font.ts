import { textWidth } from "../stage/text-width.ts";

const FONT = 11;
const MARGIN = 3;

/** Font size in pixels at which a line of text stays within `room` pixels: the usual one, or a smaller one. */
export function fittingFont(text: string, room: number): number {
  return Math.min(FONT, (FONT * (room - 2 * MARGIN)) / textWidth(text, FONT));
}
