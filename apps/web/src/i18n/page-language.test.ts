import { expect, it } from "vitest";
import { firstSpoken } from "./page-language.ts";

it.each([
  [["zh-TW", "en"], "zh"],
  [["de-DE", "zh-CN", "en"], "zh"],
  [["EN-gb", "zh"], "en"],
  [["de", "fr"], "en"],
  [[], "en"],
])("a browser that wants %j gets %s", (wanted, language) => {
  expect(firstSpoken(wanted)).toBe(language);
});
