import { BRACKET_GAP, type Columns } from "./columns.ts";

/** Advance of the monospace font in em. */
const ADVANCE = 0.602;
/** Between a name and its bracket, and between it and what stands on its other side. */
const DISTANCE = 9;

/** A call's name as it is written beside its bracket. */
export interface CallNameText {
  readonly text: string;
  readonly fontSize: number;
}

function roomFor({ callsShareColumn, stateWidth, callWidth }: Columns): number {
  return (callsShareColumn ? stateWidth : callWidth) + BRACKET_GAP - DISTANCE;
}

/**
 * Without its module, and without its brackets or in smaller type where it is as long as `hmac.compare_digest`.
 * @param before characters of what stands before the name in the same line
 */
export function callNameText(name: string, before: number, columns: Columns): CallNameText {
  const short = name.slice(name.lastIndexOf(".") + 1);
  const fontSize = columns.nameFont - 0.5;
  const fits = (text: string) => (before + text.length) * ADVANCE * fontSize <= roomFor(columns);
  const text = fits(`${short}()`) ? `${short}()` : short;
  const largest = roomFor(columns) / ((before + text.length) * ADVANCE);
  return { text, fontSize: Math.min(fontSize, largest) };
}
