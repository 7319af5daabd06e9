import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const { WIRESTAGE_PYTHON: python = "python3" } = process.env;
const missing = spawnSync(python, ["-c", "import sys; sys.exit(sys.version_info < (3, 8))"]).status !== 0;

describe.skipIf(missing)("the tracer of Python programs", () => {
  it.each(["test_same_as_cpython", "test_told"])(
    "passes its own tests: %s",
    (file) => {
      const cwd = fileURLToPath(new URL("tests", import.meta.url));
      const run = spawnSync(python, ["-B", "-m", "unittest", file], { cwd, encoding: "utf8" });
      expect(run.stderr).toMatch(/\nOK\n$/);
    },
    60_000,
  );
});
