import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPython } from "./find-python.ts";

const { WIRESTAGE_PYTHON: python = "python3" } = process.env;
const noPython = spawnSync(python, ["-c", "import sys; sys.exit(sys.version_info < (3, 8))"]).status !== 0;

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "wirestage-interpreters-"));
});

afterAll(() => rmSync(directory, { recursive: true }));

/** A command that answers as an interpreter would. */
function interpreter(name: string, script: string): string {
  const path = join(directory, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

async function messageOf(command: string): Promise<string> {
  const found = await findPython(command, { tracer: "/nowhere", cache: directory });
  if (found.available) throw new Error("found");
  return found.message;
}

describe("where there is no Python that can be used", () => {
  it("says that there is none, and what to do", async () => {
    expect(await messageOf("no-such-python")).toMatch(
      /CPython 3\.8 or newer.*`no-such-python`.*ENOENT.*WIRESTAGE_PYTHON/s,
    );
  });

  it("says that it is too old, or another implementation", async () => {
    const old = interpreter("old", `echo '["cpython", "/usr/bin/python3.7", [3, 7, 16]]'`);
    expect(await messageOf(old)).toBe(
      "/usr/bin/python3.7 is cpython 3.7.16; CPython 3.8 or newer is needed.",
    );
    const other = interpreter("other", `echo '["pypy", "/usr/bin/pypy3", [3, 10, 12]]'`);
    expect(await messageOf(other)).toBe("/usr/bin/pypy3 is pypy 3.10.12; CPython 3.8 or newer is needed.");
  });

  it.each([
    ["fails", "echo broken >&2; exit 1", "broken"],
    ["answers something else", "echo hello", "it answered"],
  ])("says so of a command that %s", async (_, script, why) => {
    expect(await messageOf(interpreter("strange", script))).toContain(why);
  });

  it.skipIf(noPython)(
    "says what its programs cannot do, where they cannot be started as they must be",
    async () => {
      expect(await messageOf(python)).toMatch(
        /process namespace.*(wirestage_tracer|Operation not permitted)/s,
      );
    },
  );
});
