import type { ProgramPair } from "@wirestage/protocol";
import { describe, expect, it } from "vitest";
import {
  enteredClientSecret,
  enteredValue,
  hasTwoSecrets,
  type Parameter,
  parametersOfPair,
  rangeOf,
  withValue,
} from "./parameter-input.ts";

const PORT: Parameter = { name: "PORT", usual: 8888, family: "AF_INET" };
const ADDRESS: Parameter = { name: "ADDRESS", usual: "192.0.2.2", family: "AF_INET" };
const ADDRESS6: Parameter = { name: "ADDRESS", usual: "2001:db8::2", family: "AF_INET6" };

const SECRET: Parameter = { name: "SECRET", usual: "open sesame", family: "AF_INET" };
const ANSWER: Parameter = { name: "ANSWER", usual: "00", family: "AF_INET" };

function pairWith(facts: Partial<ProgramPair>): ProgramPair {
  return {
    name: "tcp-echo",
    title: { en: "", zh: "" },
    interactive: true,
    flow: "tcp",
    family: "AF_INET",
    bug: null,
    languages: ["ts"],
    sources: [],
    parameters: [
      { name: "ADDRESS", roles: ["server", "client"], value: "192.0.2.2" },
      { name: "BUFFER_SIZE", roles: ["server"], value: 1024 },
      { name: "BUFFER_SIZE", roles: ["client"], value: 512 },
    ],
    ...facts,
  };
}

describe("what may be set of a pair", () => {
  it("is each parameter once", () => {
    expect(parametersOfPair(pairWith({}))).toEqual([
      { name: "ADDRESS", usual: "192.0.2.2", family: "AF_INET" },
      { name: "BUFFER_SIZE", usual: 1024, family: "AF_INET" },
    ]);
  });

  it("is not the path of an AF_UNIX socket", () => {
    expect(parametersOfPair(pairWith({ family: "AF_UNIX" })).map(({ name }) => name)).toEqual([
      "BUFFER_SIZE",
    ]);
  });
});

describe("what was entered", () => {
  it.each([
    [PORT, "9000", 9000],
    [PORT, "0", null],
    [PORT, "1", 1],
    [PORT, "65536", null],
    [PORT, "-1", null],
    [PORT, "1e3", null],
    [PORT, "", null],
    [ADDRESS, "0.0.0.0", "0.0.0.0"],
    [ADDRESS, "localhost", "localhost"],
    [ADDRESS, "300.1.1.1", null],
    [ADDRESS, "10.0.0", null],
    [ADDRESS, "::1", null],
    [ADDRESS, "example.org", null],
    [ADDRESS6, "::1", "::1"],
    [ADDRESS6, "localhost", "localhost"],
    [ADDRESS6, "10.0.0.2", null],
    [ADDRESS, "", null],
    [ADDRESS, 'a"; evil()', null],
    [ADDRESS, "a\\b", null],
    [ADDRESS, "x".repeat(65), null],
    [ADDRESS, " 10.0.0.2 ", "10.0.0.2"],
    [SECRET, " open sesame ", " open sesame "],
    [SECRET, "", null],
    [SECRET, "it's", null],
    [ANSWER, "00ff", "00ff"],
    [ANSWER, "", ""],
    [ANSWER, "0", null],
  ] as const)("%j for %j is %j", (parameter, text, value) => {
    expect(enteredValue(parameter, text)).toBe(value);
  });
});

it("a value that is again as in the file is no longer set", () => {
  const set = withValue({ BACKLOG: 1 }, PORT, 9000);
  expect(set).toEqual({ BACKLOG: 1, PORT: 9000 });
  expect(withValue(set, PORT, 8888)).toEqual({ BACKLOG: 1 });
});

it.each(["PORT", "BACKLOG", "BUFFER_SIZE", "TIMEOUT"] as const)(
  "the range shown of %s is the one that is taken",
  (name) => {
    const { least, most } = rangeOf(name);
    const takes = (value: number) =>
      enteredValue({ name, usual: 7, family: "AF_INET" }, String(value)) !== null;
    expect([takes(least - 1), takes(least), takes(most), takes(most + 1)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  },
);

it("the client's own secret may be left out, and else is one like the server's", () => {
  expect(enteredClientSecret("")).toBeUndefined();
  expect(enteredClientSecret("open barley")).toBe("open barley");
  expect(enteredClientSecret('a"b')).toBeNull();
});

it("each side has a secret where both sources have the constant", () => {
  const secretOf = (roles: ("server" | "client")[]) => [{ name: "SECRET", roles, value: "x" } as const];
  expect(hasTwoSecrets({ parameters: secretOf(["server", "client"]) })).toBe(true);
  expect(hasTwoSecrets({ parameters: secretOf(["server"]) })).toBe(false);
  expect(hasTwoSecrets({ parameters: [] })).toBe(false);
});
