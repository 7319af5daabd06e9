import type { KeyboardEvent } from "react";
import { isComposing } from "../app/keys.ts";
import type { FilterEditor } from "./use-filter-editor.ts";

/** What the keys need of the editor. */
export type FilterList = Pick<
  FilterEditor,
  "isOpen" | "items" | "active" | "isChosen" | "isWhole" | "take" | "move" | "ask" | "dismiss"
>;

function takeActive({ isOpen, items, active, take }: FilterList): boolean {
  const item = items[active];
  if (!isOpen || item === undefined) return false;
  take(item);
  return true;
}

function onArrow(key: "ArrowUp" | "ArrowDown", editor: FilterList): boolean {
  if (editor.isOpen) editor.move(key === "ArrowDown" ? 1 : -1);
  else if (key === "ArrowDown") editor.ask();
  else return false;
  return true;
}

function onEscape({ isOpen, dismiss }: FilterList): boolean {
  if (isOpen) dismiss();
  return isOpen;
}

/** Completes what was chosen or is not finished; a filter that is whole stays as it is, and the focus moves on. */
function onTab(editor: FilterList): boolean {
  if (editor.isChosen || !editor.isWhole) return takeActive(editor);
  editor.dismiss();
  return false;
}

/** The list's keys (WAI-ARIA, combobox); an Enter that takes nothing is the form's. Answers whether the key was one. */
export function takeKey(
  { key, shiftKey }: Pick<KeyboardEvent, "key" | "shiftKey">,
  editor: FilterList,
): boolean {
  if (shiftKey) return false;
  switch (key) {
    case "ArrowUp":
    case "ArrowDown":
      return onArrow(key, editor);
    case "Tab":
      return onTab(editor);
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

export function onFilterKey(event: KeyboardEvent, editor: FilterList): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (isComposing(event.nativeEvent)) {
    // Enter ends the composing, and must not send a form.
    if (event.key === "Enter") event.preventDefault();
    return;
  }
  if (!takeKey(event, editor)) return;
  event.preventDefault();
  event.stopPropagation();
}
