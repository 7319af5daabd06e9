/** Ranges that take two columns: East Asian Wide and Fullwidth (Unicode Standard Annex 11). */
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x20000, 0x3fffd],
];
const EMOJI = /^\p{Emoji_Presentation}$/u;
const NO_COLUMN = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

function columnsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (NO_COLUMN.test(character)) return 0;
  if (EMOJI.test(character)) return 2;
  return WIDE.some(([from, to]) => point >= from && point <= to) ? 2 : 1;
}

/** Columns that text without controls takes on a terminal. */
export function terminalWidth(text: string): number {
  return Array.from(text, columnsOf).reduce((sum, columns) => sum + columns, 0);
}
