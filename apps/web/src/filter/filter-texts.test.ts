import { type Completion, compileFilter, completeFilter, FIELDS } from "@wirestage/display-filter";
import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { addMessages, LANGUAGES, type PageLanguage, startTranslation } from "../i18n/i18n.ts";
import { completionGloss, fieldLabel } from "./completion-gloss.ts";
import { en, zh } from "./messages.ts";
import { type FilterT, isUnfinished, problemSentence } from "./problem-sentence.ts";

beforeAll(() => {
  startTranslation("en");
  addMessages({ filter: { en, zh } });
});

function translator(language: PageLanguage): FilterT {
  return i18next.getFixedT(language, "filter");
}

function sentence(text: string, language: PageLanguage): string {
  const compiled = compileFilter(text);
  if (compiled.ok) throw new Error(`"${text}" is a filter.`);
  return problemSentence(compiled.problem, translator(language));
}

const MISTAKES = [
  ...[
    "tcp.prot == 80",
    "xyzzy",
    "tcp.seq == 1",
    "80 == tcp.port",
    "tcp.port = 80",
    "tcp.port == 70000",
    "tcp.port == x",
  ],
  ...[
    "ip.src == 10.0.0.0/33",
    "ip.src == tcp.port",
    "tcp.port contains 80",
    "tcp & udp",
    "tcp.payload[0:0] == 22",
  ],
  ...["tcp.payload[0:2", 'frame contains "a', 'frame matches "(a"', "tcp.len > 1 > 0", "tcp tcp", "tcp &&"],
  ...[
    "tcp ".repeat(200),
    `${"(".repeat(80)}tcp`,
    "tcp.flags.syn == maybe",
    "eth.src == 1",
    'ipv6.src == "::1"',
    'frame ~ "a{100}" || tcp ~ "(b{100}){4}"',
  ],
];

describe("texts of a filter", () => {
  it.each(LANGUAGES)("%s: every field has a name of its own", (language) => {
    const t = translator(language);
    const nameless = FIELDS.filter(({ name }) => fieldLabel(name, t) === name && name.includes("."));
    expect(nameless).toEqual([]);
  });

  it.each(LANGUAGES)("%s: what is wrong is a sentence with all its facts", (language) => {
    for (const text of MISTAKES) {
      const told = sentence(text, language);
      expect(told).toMatch(/[.?。？]$/);
      expect(told).not.toMatch(/\{\{|undefined|^problem\./);
    }
  });

  it("says what to write instead", () => {
    expect(sentence("tcp.prot == 80", "en")).toContain("Did you mean tcp.port?");
    expect(sentence("tcp.seq == 1", "zh")).toContain("tcp.seq_raw");
    expect(sentence('ip.src == "10.0.0.1"', "en")).toContain("without quotation marks");
    expect(sentence("http", "zh")).toBe("这里不解析应用层协议 http，可改用 tcp.port == 80。");
    expect(sentence("ip.addr == 300.1.1.1", "zh")).toMatch(/^“300\.1\.1\.1”不是有效的 IPv4 地址。这里/);
  });

  it("advises nothing in place of what no single frame tells", () => {
    expect(sentence("tcp.analysis.retransmission", "en")).toMatch(/one frame at a time\.$/);
    expect(sentence("constructor", "en")).toContain("no field called constructor");
  });

  it.each(LANGUAGES)("%s: each remark is a sentence of its own about its field", (language) => {
    const t = translator(language);
    const told = ["tcp.flags.syn", "tcp.checksum.status == 1"].flatMap((text) => {
      const compiled = compileFilter(text);
      return compiled.ok ? compiled.remarks.map(({ code, name }) => t(`remark.${code}`, { name })) : [];
    });
    expect(told).toEqual([
      expect.stringMatching(/tcp\.flags\.syn == 1[.。]$/),
      expect.stringMatching(/Wireshark.*tcp\.checksum\.status.*[.。]$/),
    ]);
  });

  it.each(LANGUAGES)("%s: operators and what joins conditions are explained", (language) => {
    const t = translator(language);
    const offered = ["tcp.port ", "tcp.payload ", "tcp.port in ", "frame.time_relative "];
    const all = offered.flatMap((text): readonly Completion[] => completeFilter(text, text.length));
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter((completion) => completionGloss(completion, t) === "")).toEqual([]);
  });
});

describe("isUnfinished", () => {
  const problemOf = (text: string) => {
    const compiled = compileFilter(text);
    if (compiled.ok) throw new Error(`"${text}" is a filter.`);
    return compiled.problem;
  };

  it.each([
    ["tcp.fl", 6, true],
    ["tcp.fl", 3, false],
    ["tcp.fl", null, false],
    ["tcp.port ==", 11, true],
    ['frame contains "a', 5, true],
    ["tcp.port = 8", 12, false],
  ] as const)("%s, the cursor at %s: %s", (text, cursor, expected) => {
    expect(isUnfinished(problemOf(text), cursor)).toBe(expected);
  });
});
