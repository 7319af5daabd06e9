import { traceTime } from "@wirestage/trace";
import i18next from "i18next";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatAge, formatDuration, formatTime } from "./time.ts";

/** The narrow no-break spaces as plain ones, so that the expectations can be read. */
const plain = (text: string) => text.replaceAll("\u202f", " ");

describe("formatTime", () => {
  it.each([
    [0, "0.000 000 s"],
    [1_234_567_890, "1.234 567 s"],
    [999, "0.000 000 s"],
    [61_000_001_000, "61.000 001 s"],
  ])("shows %i ns as %s, cut to microseconds", (ns, text) => {
    expect(plain(formatTime(traceTime(ns)))).toBe(text);
  });
});

describe("formatDuration", () => {
  it.each([
    [0, "0 s"],
    [850, "850 ns"],
    [12_300, "12.3 µs"],
    [1_000_000, "1 ms"],
    [400_000_000, "400 ms"],
    [999_999_999, "999 ms"],
    [1_000_000_000, "1 s"],
    [4_250_000_000, "4.25 s"],
    [59_990_000_000, "59.9 s"],
    [125_000_000_000, "2 min 05 s"],
    [-5_000_000, "−5 ms"],
  ])("shows %i ns as %s", (ns, text) => {
    expect(plain(formatDuration(ns))).toBe(text);
  });
});

describe("on the Chinese page", () => {
  beforeAll(() => i18next.init({ lng: "zh", resources: {} }));
  afterAll(() => i18next.changeLanguage("en"));

  it("minutes and seconds beside them are words, units by themselves are signs", () => {
    expect(plain(formatDuration(61_000_000_000))).toBe("1 分 01 秒");
    expect(plain(formatAge(60_000_000_000))).toBe("1 分 00 秒");
    expect(plain(formatDuration(4_250_000_000))).toBe("4.25 s");
  });
});

describe("formatAge", () => {
  it.each([
    [0, "0.0 s"],
    [4_000_000_000, "4.0 s"],
    [4_299_999_999, "4.2 s"],
    [60_000_000_000, "1 min 00 s"],
  ])("shows %i ns as %s, with the same number of digits while it counts", (ns, text) => {
    expect(plain(formatAge(ns))).toBe(text);
  });
});
