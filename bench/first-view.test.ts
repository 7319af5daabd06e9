import { expect, test } from "vitest";
import { firstView } from "./first-view.ts";

const manifest = {
  "index.html": {
    file: "a.js",
    isEntry: true,
    imports: ["_shared.js"],
    dynamicImports: ["later.tsx"],
    css: ["a.css"],
  },
  "_shared.js": { file: "shared.js", imports: ["_shared.js"], css: ["shared.css"] },
  "later.tsx": { file: "later.js", css: ["later.css"] },
};

test("what the entry imports statically is of the first view, what it imports later is not", () => {
  expect(firstView(JSON.stringify(manifest))).toEqual(["a.css", "a.js", "shared.css", "shared.js"]);
});

test("a manifest of another shape is refused", () => {
  expect(() => firstView('{"index.html":{}}')).toThrow(/file/);
});
