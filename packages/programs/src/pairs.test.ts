import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { PAIRS } from "./pairs.ts";

describe("PAIRS", () => {
  it.each(PAIRS.map(({ name }) => name))("has a server and a client to show and run: %s", (name) => {
    for (const role of ["server", "client"]) {
      const path = fileURLToPath(new URL(`../${name}/${role}.ts`, import.meta.url));
      expect(existsSync(path), path).toBe(true);
    }
  });
});
