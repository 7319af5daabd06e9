import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byteString, utf8Bytes } from "./byte-string.ts";
import { MAX_INSTRUCTIONS, PatternCost, PatternTooLarge, patternOf } from "./pattern.ts";
import { PatternFault } from "./pattern-parser.ts";

function isFound(pattern: string, text: string): boolean {
  return patternOf(pattern)(byteString(Uint8Array.from(utf8Bytes(text))));
}

/** Patterns whose meaning JavaScript's own expressions share. */
const patterns = fc.letrec<{ atom: string; part: string; pattern: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("a", "B", "c", ".", "[ab]", "[^a]", "[a-c]", "\\d", "\\w", "\\."),
    tie("pattern").map((pattern) => `(${pattern})`),
    tie("pattern").map((pattern) => `(?:${pattern})`),
  ),
  part: fc
    .tuple(tie("atom"), fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,3}", "{0,}", "*?"))
    .map((parts) => parts.join("")),
  pattern: fc.oneof(
    { maxDepth: 3 },
    fc.array(tie("part"), { maxLength: 3 }).map((parts) => parts.join("")),
    fc.tuple(tie("pattern"), tie("pattern")).map((parts) => parts.join("|")),
    tie("part").map((part) => `^${part}`),
  ),
})).pattern;

describe("patternOf", () => {
  it("finds what a regular expression finds that cares for no case", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "c", "A", "1", ".", "_"), maxLength: 8 });
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        let found: boolean;
        try {
          found = isFound(pattern, text);
        } catch (error) {
          // Counts in counts make it too large.
          if (error instanceof PatternTooLarge) return;
          throw error;
        }
        expect([pattern, text, found]).toEqual([pattern, text, new RegExp(pattern, "i").test(text)]);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ["é+", "caféé", true],
    ["\\x68\\x65", "he", true],
    ["^he$", "he\n", true],
    ["^he$", "he\n\n", false],
    ["a.c", "a\nc", false],
    ["[]a]", "]", true],
    ["[a-]", "-", true],
    ["a{,3}", "a{,3}", true],
  ])("%s in %j: %s", (pattern, text, expected) => {
    expect(isFound(pattern, text)).toBe(expected);
  });

  it.each([
    "(",
    ")",
    "a)",
    "[a",
    "*",
    "a**",
    "^*",
    "(?=a)",
    "(?<n>a)",
    "\\1",
    "\\b",
    "a{3,1}",
    "a{999}",
    "[z-a]",
    "\\",
  ])("%s is refused", (pattern) => {
    expect(() => patternOf(pattern)).toThrow(PatternFault);
  });

  it("patterns that make a backtracking machine slow are judged at once", () => {
    expect(isFound("(a*)*b", "a".repeat(1_500))).toBe(false);
    expect(isFound("^(a|a)*$", `${"a".repeat(1_500)}b`)).toBe(false);
    expect(() =>
      patternOf("((((((((((){100}){100}){100}){100}){100}){100}){100}){100}){100}){100}"),
    ).not.toThrow();
    expect(() => patternOf("(((((a{100}){100}){100}){100}){100}){100}")).toThrow(PatternTooLarge);
  });

  it("looks at each instruction once for each byte at most, and for the end", () => {
    fc.assert(
      fc.property(
        patterns,
        fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 64 }),
        (pattern, text) => {
          const cost = new PatternCost();
          try {
            patternOf(pattern, cost)(byteString(Uint8Array.from(utf8Bytes(text))));
          } catch (error) {
            if (error instanceof PatternTooLarge) return;
            throw error;
          }
          expect(cost.steps).toBeLessThanOrEqual(MAX_INSTRUCTIONS * (text.length + 1));
        },
      ),
    );
  });
});
