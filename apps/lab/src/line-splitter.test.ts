import { beforeEach, describe, expect, it } from "vitest";
import { LineSplitter } from "./line-splitter.ts";

let lines: string[];
let splitter: LineSplitter;

beforeEach(() => {
  lines = [];
  splitter = new LineSplitter((line) => lines.push(line));
});

describe("LineSplitter", () => {
  it("gives each line once it is whole, however it was cut", () => {
    for (const chunk of ["a", "b\nc", "\n", "\nd"]) splitter.push(chunk);
    expect(lines).toEqual(["ab", "c", ""]);
  });

  it("leaves a message whole in which somebody typed other separators of lines", () => {
    const message = JSON.stringify({ text: "one\u2028two\u2029three\u0085four\rfive" });
    splitter.push(`${message}\n`);
    expect(lines).toEqual([message]);
  });
});
