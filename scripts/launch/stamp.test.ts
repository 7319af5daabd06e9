import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digestOf, isStamped, stamp } from "./stamp.mjs";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wirestage-stamp-"));
  writeFileSync(join(folder, "a"), "one");
  writeFileSync(join(folder, "b"), "two");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("the same files in another order give the same digest", () => {
  expect(digestOf(folder, ["a", "b"])).toBe(digestOf(folder, ["b", "a"]));
});

test.each([
  ["a file's text changes", () => writeFileSync(join(folder, "a"), "ONE")],
  ["text moves from one file to the next", () => moveText()],
  ["a file goes", () => rmSync(join(folder, "b"))],
])("when %s, the digest changes", (_, change) => {
  const before = digestOf(folder, ["a", "b"]);
  change();
  expect(digestOf(folder, ["a", "b"])).not.toBe(before);
});

test("another fact gives another digest", () => {
  expect(digestOf(folder, ["a"], ["linux"])).not.toBe(digestOf(folder, ["a"], ["darwin"]));
});

test("a stamp is good for its own digest only, and a missing one for none", () => {
  const file = join(folder, "below/.stamp");
  expect(isStamped(file, "abc")).toBe(false);
  stamp(file, "abc");
  expect(isStamped(file, "abc")).toBe(true);
  expect(isStamped(file, "abd")).toBe(false);
});

function moveText() {
  writeFileSync(join(folder, "a"), "onet");
  writeFileSync(join(folder, "b"), "wo");
}
