import { describe, expect, it } from "vitest";
import { actionOf, KEYS, type KeyOwner, type KeyPress } from "./keys.ts";

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  const nothing = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };
  return { key, ...nothing, isComposing: false, keyCode: 0, repeat: false, ...more };
}

const every = KEYS.flatMap((binding) => binding.keys.map((key) => ({ key, action: binding.action })));

it("binds no key twice", () => {
  expect(new Set(every.map(({ key }) => key)).size).toBe(every.length);
});

it.each(every)("$key means $action", ({ key, action }) => {
  expect(actionOf(press(key), "page")).toBe(action);
  expect(actionOf(press(key.length === 1 ? key.toUpperCase() : key), "page")).toBe(action);
});

it.each(every)("$key means nothing with Ctrl, Alt or Cmd, nor while an input method composes", ({ key }) => {
  for (const more of [
    { ctrlKey: true },
    { altKey: true },
    { metaKey: true },
    { isComposing: true },
    { keyCode: 229 },
  ])
    expect(actionOf(press(key, more), "page")).toBeNull();
});

it("leaves Shift to the browser, but for the question mark that needs it", () => {
  expect(actionOf(press("ArrowRight", { shiftKey: true }), "page")).toBeNull();
  expect(actionOf(press("?", { shiftKey: true }), "page")).toBe("help");
});

it("acts once for a key kept down, except where it walks", () => {
  expect(actionOf(press("h", { repeat: true }), "page")).toBeNull();
  expect(actionOf(press("d", { repeat: true }), "page")).toBeNull();
  expect(actionOf(press("ArrowRight", { repeat: true }), "page")).toBe("nextEvent");
});

describe.each<[KeyOwner, string, string[], string[]]>([
  ["everything", "a text field", [" ", "h", "Home", "ArrowLeft", "?"], []],
  ["steps", "a range", ["ArrowLeft", "Home", "PageUp"], [" ", "h", "?", "Escape"]],
  ["movement", "a tab list", ["ArrowLeft", "Home", "PageUp", " "], ["h", "?", "Escape"]],
  ["activation", "a button that the keyboard reached", [" "], ["ArrowLeft", "h", "Home"]],
])("an element that keeps %s, such as %s", (owner, _example, own, pages) => {
  it.each(own)("keeps %s", (key) => expect(actionOf(press(key), owner)).toBeNull());
  it.each(pages)("leaves %s to the page", (key) => expect(actionOf(press(key), owner)).not.toBeNull());
});
