import { describe, expect, it } from "vitest";
import { DEFAULT_CHOICE } from "../runs/run-choice.ts";
import { pageParameters } from "./page-parameters.ts";

it("reads language and theme", () => {
  expect(pageParameters("?lang=zh&theme=dark")).toMatchObject({ language: "zh", theme: "dark" });
  expect(pageParameters("?lang=zh-CN")).toMatchObject({ language: "zh", theme: null });
});

describe("what Start runs", () => {
  it("is the pair asked for, one language for both sides unless both are given", () => {
    expect(pageParameters("?run=udp-echo&language=python").choice).toMatchObject({
      run: "udp-echo",
      language: "python",
      clientLanguage: "python",
    });
    expect(pageParameters("?run=udp-echo&language=python&clientLanguage=ts").choice).toMatchObject({
      language: "python",
      clientLanguage: "ts",
    });
  });

  it("is the usual pair where only a language is given", () => {
    expect(pageParameters("?language=python").choice).toEqual({
      ...DEFAULT_CHOICE,
      language: "python",
      clientLanguage: "python",
    });
  });
});

it.each(["", "?", "?lang=tlh&theme=neon&run=chess&language=cobol", "?%E0%A4%A=1&lang&run", "?step=3&x=%"])(
  "passes over %j",
  (search) => {
    expect(pageParameters(search)).toEqual({ language: null, theme: null, choice: DEFAULT_CHOICE });
  },
);
