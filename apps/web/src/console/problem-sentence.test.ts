import { type Problem, parseStatement } from "@wirestage/console";
import { createInstance, type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { en, zh } from "./messages.ts";
import { problemSentence } from "./problem-sentence.ts";

let tEn: TFunction<"console">;
let tZh: TFunction<"console">;

beforeAll(async () => {
  const page = createInstance();
  await page.init({
    resources: { en: { console: en }, zh: { console: zh } },
    interpolation: { escapeValue: false },
  });
  tEn = page.getFixedT("en", "console");
  tZh = page.getFixedT("zh", "console");
});

function problemOf(text: string): Problem {
  const parsed = parseStatement(text);
  if (parsed.kind !== "problem") throw new Error(`${text} has no problem`);
  return parsed.problem;
}

describe("what is wrong with a line, in both languages", () => {
  it.each([
    ["s.recv(1 2)", "Write a comma “,” or a closing parenthesis “)” here.", "这里应为逗号“,”或右括号“)”。"],
    ["a, b s.recv(1)", "Write an equals sign “=” here.", "这里应为等号“=”。"],
    [
      "s.send(，1)",
      "“，” is a full-width character; Python needs “,”.",
      "这里的“，”是全角字符，要改成半角的“,”。",
    ],
    [
      "s.recv（1)",
      "“（” is a full-width character; Python needs “(”.",
      "这里的“（”是全角字符，要改成半角的“(”。",
    ],
    ["s.send(“hi”)", '“ is a typographic quotation mark; Python needs "', '“ 是中文引号，要改成英文引号 "'],
  ])("%s", (text, english, chinese) => {
    expect(problemSentence(problemOf(text), tEn)).toBe(english);
    expect(problemSentence(problemOf(text), tZh)).toBe(chinese);
  });

  it("names a few of many alternatives, and all of a few", () => {
    const of = (...expected: string[]): Problem => ({
      ...problemOf("s"),
      code: "unknown_constant",
      facts: { name: "X" },
      expected,
    });
    expect(problemSentence(of("AF_INET", "AF_INET6", "AF_UNIX"), tZh)).toBe(
      "这里没有“X”这个常量。可以写 AF_INET，AF_INET6 或 AF_UNIX。",
    );
    expect(problemSentence(of("a", "b", "c", "d", "e"), tEn)).toBe(
      "There is no constant “X” for this. It may be a, b, c, d and others.",
    );
  });
});
