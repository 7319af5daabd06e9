import { type KeyboardEvent, useRef } from "react";
import { lineAround } from "./line-check.ts";
import type { LineEditor } from "./use-line-editor.ts";

/** Goes through what was run before; what was being typed stands after the newest. */
function useHistory(statements: readonly string[], editor: LineEditor) {
  const place = useRef<{ back: number; typed: string } | null>(null);
  const go = (by: 1 | -1): boolean => {
    const before = place.current ?? { back: 0, typed: editor.line.text };
    const back = before.back + by;
    if (back < 0 || back > statements.length) return false;
    place.current = { ...before, back };
    const text = back === 0 ? before.typed : (statements.at(-back) ?? "");
    editor.edit({ text, cursor: text.length });
    editor.completions.dismiss();
    return true;
  };
  const leave = () => {
    place.current = null;
  };
  return { go, leave };
}

/** An input method is at work: its keys are its own. 229 is what some browsers send for them. */
function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}

function isOnEdgeLine({ line: { text }, cursor }: LineEditor, key: string): boolean {
  const { from, to } = lineAround(text, cursor);
  return key === "ArrowUp" ? from === 0 : to === text.length;
}

/** @param run sends what the line says */
export function useLineKeys(editor: LineEditor, statements: readonly string[], run: () => void) {
  const history = useHistory(statements, editor);
  const { completions } = editor;

  const onArrow = (key: "ArrowUp" | "ArrowDown"): boolean => {
    if (completions.isOpen) {
      completions.move(key === "ArrowDown" ? 1 : -1);
      return true;
    }
    if (!isOnEdgeLine(editor, key)) return false;
    if (history.go(key === "ArrowUp" ? 1 : -1)) return true;
    if (key === "ArrowDown") completions.ask();
    return key === "ArrowDown";
  };
  const takeActive = (): boolean => {
    const item = completions.items[completions.active];
    if (!completions.isOpen || !item) return false;
    editor.take(item);
    return true;
  };
  const onEnter = (): boolean => {
    history.leave();
    if (!(completions.isChosen && takeActive())) run();
    return true;
  };
  const onEscape = (): boolean => {
    if (!completions.isOpen) return false;
    completions.dismiss();
    return true;
  };
  const handled = ({ key, shiftKey }: KeyboardEvent): boolean => {
    switch (key) {
      case "ArrowUp":
      case "ArrowDown":
        return !shiftKey && onArrow(key);
      case "Tab":
        return !shiftKey && takeActive();
      case "Enter":
        return !shiftKey && onEnter();
      case "Escape":
        return onEscape();
      default:
        return false;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (!handled(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { onKeyDown, leaveHistory: history.leave };
}
