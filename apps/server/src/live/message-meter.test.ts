import { expect, test } from "vitest";
import { ManualTimers } from "../testing/manual-timers.ts";
import { MessageMeter } from "./message-meter.ts";

function meterOf(perSecond: number) {
  const timers = new ManualTimers();
  const meter = new MessageMeter(perSecond, timers);
  return { timers, count: (times: number) => Array.from({ length: times }, () => meter.count()) };
}

test("as many messages at once as a second allows pass, the next does not", () => {
  expect(meterOf(3).count(4)).toEqual(["allowed", "allowed", "allowed", "over"]);
});

test("after a third of a second one of three is allowed again", () => {
  const { timers, count } = meterOf(3);
  count(3);
  timers.advance(334);
  expect(count(2)).toEqual(["allowed", "over"]);
});

test("a long silence saves up no more than a second's worth", () => {
  const { timers, count } = meterOf(3);
  timers.advance(60_000);
  expect(count(4).at(-1)).toBe("over");
});

test("refused messages that keep coming are a flood", () => {
  expect(meterOf(3).count(7)).toEqual(["allowed", "allowed", "allowed", "over", "over", "over", "flood"]);
});

test("a message that was allowed lets the refused ones before it be forgotten", () => {
  const { timers, count } = meterOf(3);
  count(6);
  timers.advance(1_000);
  expect(count(6)).not.toContain("flood");
});
