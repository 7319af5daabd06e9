import { describe, expect, it } from "vitest";
import { rowAfterKey } from "./row-after-key.ts";

describe("rowAfterKey", () => {
  it.each([
    ["ArrowDown", -1, 0],
    ["ArrowDown", 3, 4],
    ["ArrowDown", 19, 19],
    ["ArrowUp", -1, 19],
    ["ArrowUp", 3, 2],
    ["ArrowUp", 0, 0],
    ["PageDown", 15, 19],
    ["PageUp", 15, 5],
    ["PageUp", 3, 0],
    ["Home", 7, 0],
    ["End", 7, 19],
  ])("%s at row %i of 20 leads to row %i", (key, active, next) => {
    expect(rowAfterKey(key, active, 20)).toBe(next);
  });

  it("leaves every other key, and every key in an empty list, to others", () => {
    expect(rowAfterKey("ArrowLeft", 3, 20)).toBeNull();
    expect(rowAfterKey("ArrowDown", -1, 0)).toBeNull();
  });
});
