import type { ProgramPair } from "@wirestage/protocol";
import { expect, it } from "vitest";
import { cureNeedsNewLab } from "./cure.ts";

function pairWith(...names: ("PORT" | "REUSE_ADDRESS")[]): ProgramPair {
  return {
    name: "tcp-echo",
    title: { en: "", zh: "" },
    interactive: true,
    flow: "tcp",
    family: "AF_INET",
    bug: null,
    languages: ["ts"],
    sources: [],
    parameters: names.map((name) => ({ name, roles: ["server"], value: name === "PORT" ? 8888 : true })),
  };
}

it("a cure runs in the same lab, but not after servers that lacked SO_REUSEADDR", () => {
  const cure = pairWith("PORT", "REUSE_ADDRESS");
  expect(cureNeedsNewLab(pairWith("PORT", "REUSE_ADDRESS"), cure)).toBe(false);
  expect(cureNeedsNewLab(pairWith("PORT"), cure)).toBe(true);
});
