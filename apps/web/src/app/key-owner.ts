import type { KeyOwner } from "./keys.ts";

const TEXT = "input, textarea, select, [contenteditable], [role=textbox], [role=combobox], dialog[open]";
const NO_TEXT = "input:is([type=range], [type=checkbox], [type=radio], [type=button])";
const MOVES =
  "input[type=radio], [role=tab], [role=slider], [role=separator], [role=listbox], [role=option], [role=menuitem], [role=row], [role=grid]";
const PRESSES = "button, a[href], summary, input[type=checkbox]";

interface Standing {
  /** A click brought the focus there, so Space is not meant for it. */
  readonly byPointer: boolean;
  /** A modal dialog stands before the page; the focus may have fallen out of it, to the page behind. */
  readonly isBehindModal: boolean;
}

/** How much of the keyboard `element` keeps. */
export function keyOwner(element: Element | null, { byPointer, isBehindModal }: Standing): KeyOwner {
  if (isBehindModal) return "everything";
  if (!element || element.closest("[data-page-keys]")) return "page";
  if (element.closest(TEXT) && !element.matches(NO_TEXT)) return "everything";
  if (element.matches("input[type=range]")) return "steps";
  if (element.closest(MOVES)) return "movement";
  return element.closest(PRESSES) && !byPointer ? "activation" : "page";
}
