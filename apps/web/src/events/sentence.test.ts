import { type EventFacts, TraceEvent } from "@wirestage/trace";
import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { en as rulesEn, zh as rulesZh } from "../wire-controls/rules/messages.ts";
import { en, zh } from "./messages.ts";
import { sentenceOf } from "./sentence.ts";
import { CASES, frameSent } from "./sentence-cases.fixture.ts";
import { log } from "./sentence-log.fixture.ts";

interface Texts {
  readonly events: TFunction<"events">;
  readonly rules: TFunction<"rules">;
}

let english: Texts;
let chinese: Texts;

beforeAll(async () => {
  const page = i18next.createInstance();
  const resources = { en: { events: en, rules: rulesEn }, zh: { events: zh, rules: rulesZh } };
  await page.init({ lng: "en", resources, interpolation: { escapeValue: false } });
  const texts = (lng: string) => ({
    events: page.getFixedT(lng, "events"),
    rules: page.getFixedT(lng, "rules"),
  });
  english = texts("en");
  chinese = texts("zh");
});

/** The narrow no-break spaces as plain ones, so that the expectations can be read. */
function said(facts: EventFacts, { events, rules }: Texts): string {
  const event = TraceEvent.parse({ ...facts, seq: log.latest.next, t: 0 });
  return sentenceOf(event, log, events, rules).replaceAll("\u202f", " ");
}

const ALL = Object.entries(CASES).flatMap(([kind, cases]) => cases.map((each) => [kind, ...each] as const));

describe("the sentence for an event", () => {
  it.each(ALL)("%s: says in both languages what happened and why", (_kind, facts, inEnglish, inChinese) => {
    expect(said(facts, english)).toBe(inEnglish);
    expect(said(facts, chinese)).toBe(inChinese);
  });

  it("still says something where call, program and frame were never introduced", () => {
    const facts: EventFacts = { kind: "call.blocked", call: 99 };
    expect(said(facts, english)).toContain("call 99");
    expect(said(frameSent({ by: "call", call: 99 }, 99), english)).toContain("frame 99");
  });
});
