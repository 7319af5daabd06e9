import { expect, test } from "vitest";
import { TerminalSizes } from "./terminal-sizes.ts";

function resize(program: number, columns: number, rows: number) {
  return { do: "program.resize", program, columns, rows } as const;
}

test("a terminal has the fewest columns and rows of all windows, whoever resized last", () => {
  const sizes = new TerminalSizes<string>();
  expect(sizes.show("wide", resize(1, 120, 10))).toEqual(resize(1, 120, 10));
  expect(sizes.show("tall", resize(1, 60, 40))).toEqual(resize(1, 60, 10));
  expect(sizes.show("wide", resize(1, 200, 12))).toEqual(resize(1, 60, 12));
});

test("a watcher leaves: the terminals that others see grow again, those that nobody sees are forgotten", () => {
  const sizes = new TerminalSizes<string>();
  sizes.show("wide", resize(1, 120, 10));
  sizes.show("small", resize(1, 60, 8));
  sizes.show("small", resize(2, 60, 8));
  expect(sizes.leave("small")).toEqual([resize(1, 120, 10)]);
  expect(sizes.leave("small")).toEqual([]);
  expect(sizes.show("wide", resize(2, 120, 10))).toEqual(resize(2, 120, 10));
});
