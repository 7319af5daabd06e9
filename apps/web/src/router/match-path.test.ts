import { expect, it } from "vitest";
import { matchPath } from "./match-path.ts";

it("finds the named parts, decoded", () => {
  expect(matchPath("/lab/:id", "/lab/a%20b")).toEqual({ id: "a b" });
  expect(matchPath("/", "/")).toEqual({});
});

it("does not mind a slash at the end", () => {
  expect(matchPath("/lab/:id", "/lab/x/")).toEqual({ id: "x" });
});

it.each(["/", "/lab", "/lab/x/y", "/labs/x", "/lab/%E0%A4%A"])("does not fit %s", (path) => {
  expect(matchPath("/lab/:id", path)).toBeNull();
});
