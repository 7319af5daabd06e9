import { describe, expect, it } from "vitest";
import { CONSTANTS, OPTIONS } from "./constants.ts";
import { METHODS, methodNamed } from "./methods.ts";

/** What the tutorial names of sockets, and of the files made of them. */
const OF_SOCKETS =
  "bind listen accept connect connect_ex recv recvfrom send sendall sendto close shutdown getpeername getsockname setsockopt getsockopt settimeout gettimeout fileno setblocking makefile".split(
    " ",
  );
const OF_FILES = "readline read write flush close".split(" ");

describe("the table of methods", () => {
  it("has every method that the tutorial names", () => {
    const named = (owner: "socket" | "file") =>
      METHODS.filter(({ of: each }) => each === owner).map(({ name }) => name);
    expect(named("socket").toSorted()).toEqual(OF_SOCKETS.toSorted());
    expect(named("file").toSorted()).toEqual(OF_FILES.toSorted());
    expect(methodNamed("module", "socket")?.parameters.map(({ name }) => name)).toEqual(["family", "type"]);
  });

  it("leaves out only what stands at the end, so that a place says which argument it is", () => {
    for (const { name, parameters } of METHODS) {
      const firstOptional = parameters.findIndex(({ optional }) => optional);
      const rest = firstOptional < 0 ? [] : parameters.slice(firstOptional);
      expect(
        rest.every(({ optional }) => optional),
        name,
      ).toBe(true);
    }
  });

  it("says in both languages what everything is", () => {
    const glosses = [
      ...METHODS.flatMap((method) => [method.gloss, ...method.parameters.map(({ gloss }) => gloss)]),
      ...CONSTANTS.map(({ gloss }) => gloss),
    ];
    for (const { en, zh } of glosses) {
      expect(en).not.toMatch(/\p{Script=Han}/u);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  it("names each constant once, and each option under a level that there is", () => {
    const names = CONSTANTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { level } of OPTIONS) expect(names).toContain(level);
  });
});
