import { ERRORS } from "@wirestage/protocol";
import { describe, expect, it } from "vitest";
import { errorsInChinese, errorsInEnglish } from "./error-texts.ts";

const codes = Object.keys(ERRORS).sort();

describe.each([
  ["English", errorsInEnglish],
  ["Chinese", errorsInChinese],
])("the sentences in %s", (_language, sentences) => {
  it("are there for every error that the protocol knows, and for no other", () => {
    expect(Object.keys(sentences).sort()).toEqual(codes);
  });

  it("are whole sentences, and no two errors share one but the two that mean the same", () => {
    for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/[.。]$/);
    expect(new Set(Object.values(sentences)).size).toBeGreaterThanOrEqual(codes.length - 1);
  });
});

it("are written in Chinese where they stand for Chinese", () => {
  for (const sentence of Object.values(errorsInChinese)) expect(sentence).toMatch(/[\u4e00-\u9fff]/);
});
