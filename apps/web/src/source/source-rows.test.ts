import { expect, it } from "vitest";
import { cureRows, sourceRows } from "./source-rows.ts";

it("lines are numbered from 1, the line end at the end of the file is no line, and set ones are marked", () => {
  const rows = sourceRows("PORT = 9\nrun()\n", new Set([1]));
  expect(rows.map(({ number, look }) => [number, look])).toEqual([
    [1, "set"],
    [2, "plain"],
  ]);
});

it("the cure: what it takes out and puts in stands where it belongs; the numbers stay those of what runs", () => {
  const rows = cureRows("a\nloop:\n  recv\nb\n", "a\nloop:\n  recv\n  if empty: break\nb\n");
  expect(rows.map(({ number, text, look }) => [number, text, look])).toEqual([
    [1, "a", "plain"],
    [2, "loop:", "plain"],
    [3, "  recv", "plain"],
    [null, "  if empty: break", "added"],
    [4, "b", "plain"],
  ]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
});
