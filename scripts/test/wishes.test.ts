import { expect, test } from "vitest";
import { readWishes } from "./wishes.mjs";

test("no words: every part, everything, skips allowed", () => {
  expect(readWishes([], {})).toEqual({
    parts: ["check", "unit", "kernel", "browser"],
    filters: [],
    skipsFail: false,
  });
});

test("parts run in their own order, whatever the order of the words", () => {
  expect(readWishes(["kernel", "check"], {}).parts).toEqual(["check", "kernel"]);
});

test("a filter alone goes to the test runners and leaves the static checks out", () => {
  expect(readWishes(["packages/wire"], {})).toMatchObject({
    parts: ["unit", "kernel", "browser"],
    filters: ["packages/wire"],
  });
});

test.each([
  [["--no-skips"], {}, true],
  [[], { CI: "true" }, true],
  [[], { CI: "1" }, true],
  [[], { CI: "false" }, false],
])("with %j and %j, skips fail: %s", (args, env, skipsFail) => {
  expect(readWishes(args, env).skipsFail).toBe(skipsFail);
});

test("an unknown option is refused with the ones there are", () => {
  expect(() => readWishes(["--fast"], {})).toThrow(/no option --fast.*check\|unit\|kernel\|browser/);
});
