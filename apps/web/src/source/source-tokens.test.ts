import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sourceTokens } from "./source-tokens.ts";

const coloured = (line: string, language: "ts" | "python") =>
  sourceTokens(line, language)
    .filter((token) => token.kind !== "plain")
    .map((token) => `${token.kind} ${token.text}`);

describe("sourceTokens", () => {
  it("tells keywords, strings, numbers and comments of TypeScript", () => {
    expect(coloured('  const reply = await socket.recv(1024); // "waits"', "ts")).toEqual([
      "keyword const",
      "keyword await",
      "number 1024",
      'comment // "waits"',
    ]);
    expect(coloured("host.print(`reply`);", "ts")).toEqual(["string `reply`"]);
  });

  it("tells those of Python", () => {
    expect(coloured("while True:  # for ever", "python")).toEqual([
      "keyword while",
      "keyword True",
      "comment # for ever",
    ]);
  });

  it("a keyword inside of a name or a string is none", () => {
    expect(coloured("newest.format('if')", "ts")).toEqual(["string 'if'"]);
  });

  it("tokens of any line, joined, are the line", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("ts" as const, "python" as const), (line, language) => {
        expect(
          sourceTokens(line, language)
            .map((token) => token.text)
            .join(""),
        ).toBe(line);
      }),
    );
  });
});
