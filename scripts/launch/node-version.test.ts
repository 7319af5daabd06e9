import { expect, test } from "vitest";
import { isOlder } from "./node-version.mjs";

test.each([
  ["18.20.4", true],
  ["20.9.0", true],
  ["20.18.3", true],
  ["20.19.0", false],
  ["20.19.1-nightly", false],
  ["22.0.0", false],
  ["100.1.0", false],
])("Node %s is older than 20.19.0: %s", (version, older) => {
  expect(isOlder(version, "20.19.0")).toBe(older);
});
