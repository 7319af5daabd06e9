import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ParameterValue, parametersOf, type SourceLanguage, withParameters } from "./parameters.ts";

const SOURCE: Readonly<Record<SourceLanguage, string>> = {
  ts: `const ADDRESS = "192.0.2.2";\nconst PORT = 8888;\nconst REUSE_ADDRESS = true;\n\nsocket.bind([ADDRESS, PORT]);\n`,
  python: `ADDRESS = "192.0.2.2"\nPORT = 8888\nREUSE_ADDRESS = True\n\nsocket.bind((ADDRESS, PORT))\n`,
};
const languages = fc.constantFrom<SourceLanguage>("ts", "python");

describe.each(["ts", "python"] as const)("parameters of a source in %s", (language) => {
  it("are the constants at its head, in the order of the lines", () => {
    expect(parametersOf(SOURCE[language], language)).toEqual([
      { name: "ADDRESS", value: "192.0.2.2" },
      { name: "PORT", value: 8888 },
      { name: "REUSE_ADDRESS", value: true },
    ]);
  });

  it("given to it are in the text, in their own lines only", () => {
    const text = withParameters(SOURCE[language], language, { PORT: 9, REUSE_ADDRESS: false, BACKLOG: 3 });
    const before = SOURCE[language].split("\n");
    const after = text.split("\n");
    expect(after[1]).toBe(language === "ts" ? "const PORT = 9;" : "PORT = 9");
    expect(after[2]).toBe(language === "ts" ? "const REUSE_ADDRESS = false;" : "REUSE_ADDRESS = False");
    expect([after[0], ...after.slice(3)]).toEqual([before[0], ...before.slice(3)]);
  });

  it("are no indented lines, no lower-case names and nothing that must be worked out", () => {
    const text =
      language === "ts"
        ? "  const PORT = 1;\nconst port = 1;\nconst PORT = 1 + 1;\nlet PORT = 1;"
        : "    PORT = 1\nport = 1\nPORT = 1 + 1\nPORT == 1";
    expect(parametersOf(text, language)).toEqual([]);
    expect(withParameters(text, language, { PORT: 9 })).toBe(text);
  });

  it.each(['a"b', "a\\b", "a\nb", "\u0000"])("refuse text that would end the literal: %j", (value) => {
    expect(() => withParameters(SOURCE[language], language, { ADDRESS: value })).toThrow(RangeError);
  });
});

describe("withParameters", () => {
  const text = fc.string({ unit: "grapheme" }).filter((value) => !/["\\\p{Cc}]/u.test(value));
  const values = fc.record({
    ADDRESS: text,
    PORT: fc.nat(),
    REUSE_ADDRESS: fc.boolean(),
  }) satisfies fc.Arbitrary<Record<string, ParameterValue>>;

  it("makes a source whose parameters are the values given, whatever they are", () => {
    fc.assert(
      fc.property(languages, values, (language, given) => {
        const read = parametersOf(withParameters(SOURCE[language], language, given), language);
        expect(Object.fromEntries(read.map(({ name, value }) => [name, value]))).toEqual(given);
      }),
    );
  });

  it("given what the source has changes nothing", () => {
    for (const language of ["ts", "python"] as const) {
      const own = parametersOf(SOURCE[language], language).map(({ name, value }) => [name, value]);
      expect(withParameters(SOURCE[language], language, Object.fromEntries(own))).toBe(SOURCE[language]);
    }
  });
});
