import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findChromium, findProgram } from "./chromium.mjs";

let folder = "";
let path = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wirestage-path-"));
  for (const name of ["first", "second"]) mkdirSync(join(folder, name));
  path = `${join(folder, "first")}:${join(folder, "second")}`;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function place(name: string, mode: number): string {
  const file = join(folder, name);
  writeFileSync(file, "");
  chmodSync(file, mode);
  return file;
}

test("a program in a later folder of the PATH is found", () => {
  const file = place("second/tshark", 0o755);
  expect(findProgram(["tshark"], { PATH: path })).toBe(file);
});

test("a file that may not be run is no program", () => {
  place("first/tshark", 0o644);
  expect(findProgram(["tshark"], { PATH: path })).toBeUndefined();
});

test("Chromium is preferred to Chrome, wherever each of them is", () => {
  place("first/google-chrome", 0o755);
  const chromium = place("second/chromium", 0o755);
  expect(findChromium({ PATH: path })).toBe(chromium);
});

test("CHROMIUM_PATH goes before anything on the PATH", () => {
  place("first/chromium", 0o755);
  expect(findChromium({ PATH: path, CHROMIUM_PATH: "/opt/browser" })).toBe("/opt/browser");
});

test("nothing on the PATH, nothing found", () => {
  expect(findChromium({ PATH: path })).toBeUndefined();
  expect(findChromium({})).toBeUndefined();
});
