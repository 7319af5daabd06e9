import { expect, it } from "vitest";
import { pageParameters } from "./page-parameters.ts";

it("reads language and theme", () => {
  expect(pageParameters("?lang=zh&theme=dark")).toEqual({ language: "zh", theme: "dark" });
  expect(pageParameters("?lang=zh-CN")).toEqual({ language: "zh", theme: null });
});

it.each(["", "?", "?lang=tlh&theme=neon", "?%E0%A4%A=1&lang", "?step=3&x=%"])("passes over %j", (search) => {
  expect(pageParameters(search)).toEqual({ language: null, theme: null });
});
