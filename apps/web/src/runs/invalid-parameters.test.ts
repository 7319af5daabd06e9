import type { ProgramPair, RunParameters } from "@wirestage/protocol";
import { expect, it } from "vitest";
import { invalidParameters } from "./invalid-parameters.ts";

const PAIR: ProgramPair = {
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
    { name: "PORT", roles: ["server", "client"], value: 8888 },
    { name: "REUSE_ADDRESS", roles: ["server"], value: true },
  ],
};

const invalidOf = (parameters: RunParameters, pair = PAIR) => [...invalidParameters(pair, { parameters })];

it("finds nothing in a choice as the form would take it", () => {
  expect(invalidOf({ ADDRESS: "127.0.0.1", PORT: 9000, REUSE_ADDRESS: false })).toEqual([]);
  expect(invalidOf({})).toEqual([]);
});

it("names each value that a tab kept and the form would refuse", () => {
  expect(invalidOf({ ADDRESS: "example.org", PORT: 0, REUSE_ADDRESS: true })).toEqual(["ADDRESS", "PORT"]);
});

it("holds an address against the family of the pair", () => {
  const pair: ProgramPair = { ...PAIR, family: "AF_INET6" };
  expect(invalidOf({ ADDRESS: "10.0.0.2" }, pair)).toEqual(["ADDRESS"]);
  expect(invalidOf({ ADDRESS: "::1" }, pair)).toEqual([]);
});

it("passes over what the pair does not have, and the path of an AF_UNIX socket, which the lab sets", () => {
  expect(invalidOf({ BACKLOG: 1 })).toEqual([]);
  expect(invalidOf({ ADDRESS: 'a"b' }, { ...PAIR, family: "AF_UNIX" })).toEqual([]);
});
