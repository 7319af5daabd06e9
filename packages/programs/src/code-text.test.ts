// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are sources
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codeText } from "./code-text.ts";

describe("codeText", () => {
  it.each([
    ["a line comment", "close(); // close()", "close();           "],
    ["a comment over lines", "a /* recv(\n1) */ b", "a         \n      b"],
    ["a string", 'print("recv(1)");', 'print("       ");'],
    ["a quote in a string", String.raw`print("a\"recv(1)");`, 'print("          ");'],
    ["what looks like a comment in a string", 'print("http://x"); close()', 'print("        "); close()'],
    ["a template with an expression", "print(`a ${recv(1)} b`)", "print(`  ${recv(1)}  `)"],
    ["an object in a template's expression", "`${f({ a: 1 })} recv(`", "`${f({ a: 1 })}      `"],
    ["a string in a template's expression", '`${f("}")} recv(`', '`${f(" ")}      `'],
    ["a template over lines", "`recv(\n1)`; close()", "`     \n  `; close()"],
  ])("of TypeScript blanks %s", (_, text, code) => {
    expect(codeText(text, "ts")).toBe(code);
  });

  it.each([
    ["a comment", "close()  # close()", "close()           "],
    ["a number sign in a string", 'print("#1"); close()', 'print("  "); close()'],
    ["a comment sign of TypeScript: a division", "a // b", "a // b"],
    [
      "a triple-quoted string",
      '"""recv(1)\n"quoted" recv(2)"""; close()',
      '"""       \n                """; close()',
    ],
    ["an f-string with an expression", 'print(f"a {recv(1)} b")', 'print(f"  {recv(1)}  ")'],
    ["the other quotes in an f-string's expression", "f\"{d['recv(']} x\"", "f\"{d['     ']}  \""],
    ["doubled braces of an f-string", 'f"{{recv(1)}} {close()}"', 'f"            {close()}"'],
    ["braces of a string that is no f-string", 'print("{recv(1)}")', 'print("         ")'],
    ["a raw string with a quote", String.raw`r"\"recv(" + close()`, 'r"       " + close()'],
    ["a string left open, to its line's end only", 'x = "recv(1)\nclose()', 'x = "       \nclose()'],
  ])("of Python blanks %s", (_, text, code) => {
    expect(codeText(text, "python")).toBe(code);
  });

  const source = fc.string({ unit: fc.constantFrom(..."af{}$`'\"\\#/*\n (") });

  it("keeps every character of any text in its place or makes it a blank", () => {
    fc.assert(
      fc.property(source, fc.constantFrom("ts" as const, "python" as const), (text, language) => {
        const code = codeText(text, language);
        expect(code).toHaveLength(text.length);
        for (const [at, character] of [...code].entries()) {
          expect([text[at], " "]).toContain(character);
          if (text[at] === "\n") expect(character).toBe("\n");
        }
      }),
    );
  });
});
