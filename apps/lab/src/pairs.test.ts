import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PAIRS, parametersOf } from "@wirestage/programs";
import { RunName, RunParameters, RunRole } from "@wirestage/protocol";
import { describe, expect, it } from "vitest";

const PROGRAMS = fileURLToPath(new URL("../../../packages/programs", import.meta.url));

describe("RunName", () => {
  it("has every pair of programs, in the order in which they are shown", () => {
    expect(RunName.options).toEqual(PAIRS.map(({ name }) => name));
  });

  it("has the cure of every bug", () => {
    for (const { bug } of PAIRS) if (bug) expect(RunName.options).toContain(bug.cure);
  });
});

describe("RunParameters", () => {
  it.each(PAIRS.map(({ name }) => name))("takes what stands at the head of the sources of %s", (name) => {
    for (const role of RunRole.options) {
      const source = readFileSync(`${PROGRAMS}/${name}/${role}.ts`, "utf8");
      const parameters = parametersOf(source, "ts").map(({ name: key, value }) => [key, value]);
      expect(RunParameters.safeParse(Object.fromEntries(parameters))).toMatchObject({ success: true });
    }
  });

  it("has no name that no program uses", () => {
    const used = PAIRS.flatMap(({ name }) =>
      RunRole.options.flatMap((role) =>
        parametersOf(readFileSync(`${PROGRAMS}/${name}/${role}.ts`, "utf8"), "ts").map(
          ({ name: key }) => key,
        ),
      ),
    );
    expect(new Set(used)).toEqual(new Set(RunParameters.keyof().options));
  });
});
