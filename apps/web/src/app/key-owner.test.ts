import { expect, it } from "vitest";
import { keyOwner } from "./key-owner.ts";
import { actionOf } from "./keys.ts";

const SPACE = {
  ...{ key: " ", keyCode: 32, repeat: false, isComposing: false },
  ...{ shiftKey: false, ctrlKey: false, altKey: false, metaKey: false },
};

it("a key while the focus is nowhere: the page's, unless a modal dialog stands before it", () => {
  const press = (isBehindModal: boolean) =>
    actionOf(SPACE, keyOwner(null, { byPointer: true, isBehindModal }));
  expect(press(false)).toBe("toggle");
  expect(press(true)).toBeNull();
});
