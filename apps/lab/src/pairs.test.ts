import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { folderOf, PAIRS, type Pair, parametersOf } from "@wirestage/programs";
import { RunName, RunParameters, RunRole } from "@wirestage/protocol";
import { describe, expect, it } from "vitest";

const PROGRAMS = fileURLToPath(new URL("../../../packages/programs", import.meta.url));

function parametersIn(pair: Pair, role: RunRole) {
  return parametersOf(readFileSync(`${PROGRAMS}/${folderOf(pair, role)}/${role}.ts`, "utf8"), "ts");
}

describe("RunName", () => {
  it("has every pair of programs, in the order in which they are shown", () => {
    expect(RunName.options).toEqual(PAIRS.map(({ name }) => name));
  });

  it("has the cure of every bug", () => {
    for (const { bug } of PAIRS) if (bug) expect(RunName.options).toContain(bug.cure);
  });
});

describe("RunParameters", () => {
  it.each(PAIRS)("takes what stands at the head of the sources of $name", (pair) => {
    for (const role of RunRole.options) {
      const parameters = parametersIn(pair, role).map(({ name, value }) => [name, value]);
      expect(RunParameters.safeParse(Object.fromEntries(parameters))).toMatchObject({ success: true });
    }
  });

  it("has no name that no program uses", () => {
    const used = PAIRS.flatMap((pair) => RunRole.options.flatMap((role) => parametersIn(pair, role)));
    expect(new Set(used.map(({ name }) => name))).toEqual(new Set(RunParameters.keyof().options));
  });
});
