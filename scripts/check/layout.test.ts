import { expect, test } from "vitest";
import { vaguelyNamed } from "./layout.mjs";

test("files and folders named after nothing are found wherever they are", () => {
  const paths = [
    "packages/wire/src/utils.ts",
    "apps/web/src/common/Button.tsx",
    "apps/lab/src/types.test.ts",
  ];
  expect(vaguelyNamed(paths)).toEqual(paths);
});

test("names that only contain such a word are names", () => {
  expect(vaguelyNamed(["packages/wire/src/base64.ts", "apps/web/src/common-ports.ts"])).toEqual([]);
});
