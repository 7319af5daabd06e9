import { emptyScope } from "@wirestage/console";
import { describe, expect, it } from "vitest";
import { checkedLine, hasErrors, lineAround, tellable } from "./line-check.ts";

const scope = emptyScope("client");

describe("what was typed", () => {
  it.each([
    ["", "nothing"],
    ["import socket", "nothing"],
    ["c = socket()", "statement"],
    ["c = socket(", "unreadable"],
    ["c = socket()\n", "statement"],
    ["c = socket()\nc.close()", "lines"],
  ])("%j is %s", (text, is) => {
    expect(checkedLine(text, scope).content.is).toBe(is);
  });

  it("several lines are checked one after the other, each knowing those before", () => {
    expect(checkedLine("c = socket()\nc.close()", scope).problems).toEqual([]);
    const check = checkedLine("c = socket()\nd.close()", scope);
    expect(check.problems).toMatchObject([{ code: "unknown_name", from: 13, to: 14 }]);
    expect(hasErrors(check)).toBe(true);
  });

  it("is not complained of before it is finished, unless the person insists", () => {
    const text = "c = socket(AF_";
    const check = checkedLine(text, scope);
    expect(tellable(check, text, text.length, false)).toEqual([]);
    expect(tellable(check, text, text.length, true)).toMatchObject([{ code: "not_closed" }]);
  });

  it("warnings do not keep it from being sent", () => {
    expect(hasErrors(checkedLine("socket()", scope))).toBe(false);
  });
});

it("the line around the cursor", () => {
  const text = "ab\ncd\n";
  expect([0, 2, 3, 5, 6].map((cursor) => lineAround(text, cursor))).toEqual([
    { from: 0, to: 2 },
    { from: 0, to: 2 },
    { from: 3, to: 5 },
    { from: 3, to: 5 },
    { from: 6, to: 6 },
  ]);
});
