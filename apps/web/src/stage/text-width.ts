/** Advance of a character in em, a little more than any usual interface font needs. */
function advance(character: string): number {
  if (character > "\u2e80" || character === "→") return 1;
  if (character >= "A" && character <= "Z") return 0.74;
  return character === " " || character === "\u202f" ? 0.32 : 0.62;
}

/** Width in pixels of a line of interface text. */
export function textWidth(text: string, fontSize: number): number {
  return Array.from(text, advance).reduce((sum, each) => sum + each, 0) * fontSize;
}

/** How much wider text of weight 600 is. */
const SEMIBOLD = 1.12;
const FACT_GAP = 8;
export const FACT_FONT = 11;

/** Room in pixels for what is told beside a frame on the wire. */
export function factWidth(text: string): number {
  return textWidth(text, FACT_FONT) * SEMIBOLD + FACT_GAP;
}

const SHORT_AGE = factWidth("00.0\u202fs");

/** Room in pixels for the age of a held frame; within its first minute always the same, so that nothing moves. */
export function ageWidth(age: string): number {
  return Math.max(SHORT_AGE, factWidth(age));
}
