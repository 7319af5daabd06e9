import { existsSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HostDirectory } from "./host-directory.ts";

let directory: HostDirectory;

beforeEach(() => {
  directory = new HostDirectory();
});

afterEach(() => directory.remove());

describe("HostDirectory", () => {
  it("takes a bare name and the whole path of its own file for the same", () => {
    const file = directory.file("echo.sock");
    expect(directory.resolve("echo.sock")).toBe(file);
    expect(directory.resolve(file)).toBe(file);
  });

  it.each([
    "/run/docker.sock",
    "/tmp/echo.sock",
    "../echo.sock",
    "./echo.sock",
    "sub/echo.sock",
    "..",
    ".",
    "/",
    "a\0b",
  ])("lets nobody reach %j", (path) => {
    expect(directory.resolve(path)).toBeNull();
  });

  it("lets nobody climb out of it by its own path", () => {
    const own = dirname(directory.file("echo.sock"));
    for (const path of [`${own}/..`, `${own}/../x.sock`, `${own}/sub/x.sock`, own]) {
      expect(directory.resolve(path)).toBeNull();
    }
  });

  it("leaves abstract names and the unnamed as they are: they are private to a host", () => {
    expect(directory.resolve("\0echo")).toBe("\0echo");
    expect(directory.resolve("")).toBe("");
  });

  it("is made when it is needed, and gone with all its files when it is removed", () => {
    const file = directory.file("echo.sock");
    writeFileSync(file, "");
    directory.remove();
    expect(existsSync(dirname(file))).toBe(false);
  });
});
