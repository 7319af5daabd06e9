import { describe, expect, it } from "vitest";
import { terminalWidth } from "./terminal-width.ts";

describe("terminalWidth", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["三次握手", 8],
    ["ｶﾅ", 2],
    ["、。", 4],
    ["é", 1],
    ["e\u0301", 1],
    ["a\u200bb", 2],
    ["𠀀", 2],
    ["–…", 2],
  ])("%j takes %i columns", (text, columns) => {
    expect(terminalWidth(text)).toBe(columns);
  });
});
