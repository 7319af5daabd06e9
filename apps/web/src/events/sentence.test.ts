import { type EventFacts, TraceEvent } from "@wirestage/trace";
import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { en, zh } from "./messages.ts";
import { sentenceOf } from "./sentence.ts";
import { CASES, frameSent } from "./sentence-cases.fixture.ts";
import { log } from "./sentence-log.fixture.ts";

let tEn: TFunction<"events">;
let tZh: TFunction<"events">;

beforeAll(async () => {
  const page = i18next.createInstance();
  const resources = { en: { events: en }, zh: { events: zh } };
  await page.init({ lng: "en", resources, interpolation: { escapeValue: false } });
  tEn = page.getFixedT("en", "events");
  tZh = page.getFixedT("zh", "events");
});

/** The narrow no-break spaces as plain ones, so that the expectations can be read. */
function said(facts: EventFacts, t: TFunction<"events">): string {
  return sentenceOf(TraceEvent.parse({ ...facts, seq: 0, t: 0 }), log, t).replaceAll("\u202f", " ");
}

const ALL = Object.entries(CASES).flatMap(([kind, cases]) => cases.map((each) => [kind, ...each] as const));

describe("the sentence for an event", () => {
  it.each(ALL)("%s: says in both languages what happened and why", (_kind, facts, english, chinese) => {
    expect(said(facts, tEn)).toBe(english);
    expect(said(facts, tZh)).toBe(chinese);
  });

  it("still says something where call, program and frame were never introduced", () => {
    const facts: EventFacts = { kind: "call.blocked", call: 99 };
    expect(said(facts, tEn)).toContain("call 99");
    expect(said(frameSent({ by: "call", call: 99 }, 99), tEn)).toContain("frame 99");
  });
});
