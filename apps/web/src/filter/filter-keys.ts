import type { KeyboardEvent } from "react";
import type { FilterEditor } from "./use-filter-editor.ts";

/** An input method is at work: its keys are its own. 229 is what some browsers send for them. */
function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}

function takeActive({ isOpen, items, active, take }: FilterEditor): boolean {
  const item = items[active];
  if (!isOpen || item === undefined) return false;
  take(item);
  return true;
}

function onArrow(key: "ArrowUp" | "ArrowDown", editor: FilterEditor): boolean {
  if (editor.isOpen) editor.move(key === "ArrowDown" ? 1 : -1);
  else if (key === "ArrowDown") editor.ask();
  else return false;
  return true;
}

function onEscape({ isOpen, dismiss }: FilterEditor): boolean {
  if (isOpen) dismiss();
  return isOpen;
}

/** The list's keys (WAI-ARIA, combobox); an Enter that takes nothing is the form's. */
function isTaken({ key, shiftKey }: KeyboardEvent, editor: FilterEditor): boolean {
  if (shiftKey) return false;
  switch (key) {
    case "ArrowUp":
    case "ArrowDown":
      return onArrow(key, editor);
    case "Tab":
      return takeActive(editor);
    case "Enter":
      if (editor.isChosen) return takeActive(editor);
      editor.dismiss();
      return false;
    case "Escape":
      return onEscape(editor);
    default:
      return false;
  }
}

export function onFilterKey(event: KeyboardEvent, editor: FilterEditor): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (isComposing(event)) {
    // Enter ends the composing, and must not send a form.
    if (event.key === "Enter") event.preventDefault();
    return;
  }
  if (!isTaken(event, editor)) return;
  event.preventDefault();
  event.stopPropagation();
}
