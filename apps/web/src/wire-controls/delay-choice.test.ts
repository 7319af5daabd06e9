import { describe, expect, it } from "vitest";
import {
  choicesWith,
  DELAY_CHOICES,
  delayOfText,
  MAX_DELAY_TEXT,
  outlastsFirstTimeout,
} from "./delay-choice.ts";

describe("choicesWith", () => {
  it("offers the usual delays where one of them is set", () => {
    expect(choicesWith(5_000_000)).toBe(DELAY_CHOICES);
  });

  it("adds a delay set elsewhere at its place", () => {
    expect(choicesWith(50_000_000).slice(3, 6)).toEqual([20_000_000, 50_000_000, 100_000_000]);
  });
});

describe("delayOfText", () => {
  it.each([
    ["0", 0],
    ["12.5", 12_500_000],
    ["12,5", 12_500_000],
    [" 120000 ", 120_000_000_000],
    ["120001", null],
    ["-1", null],
    ["", null],
    ["soon", null],
    ["Infinity", null],
  ])("reads %j ms as %s ns", (text, ns) => {
    expect(delayOfText(text)).toBe(ns);
  });
});

it("tells the longest delay that it reads", () => {
  expect(MAX_DELAY_TEXT).toBe("120\u202f000");
});

describe("outlastsFirstTimeout", () => {
  it("is so from a round trip of one second on", () => {
    expect(outlastsFirstTimeout(999_999_999)).toBe(false);
    expect(outlastsFirstTimeout(1_000_000_000)).toBe(true);
  });
});
