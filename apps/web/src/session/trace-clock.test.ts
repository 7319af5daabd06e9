import { NS_PER_MS, traceTime } from "@wirestage/trace";
import { expect, it } from "vitest";
import { TraceClock } from "./trace-clock.ts";

const ms = (value: number) => traceTime(Math.round(value * NS_PER_MS));

it("runs on by local time after one observation", () => {
  const clock = new TraceClock();
  clock.observe(ms(500), 10_000);
  expect(clock.at(10_250)).toBe(ms(750));
});

it("believes the message that travelled fastest", () => {
  const clock = new TraceClock();
  clock.observe(ms(500), 10_000);
  clock.at(10_000);
  clock.observe(ms(600), 10_180);
  expect(clock.at(10_180)).toBe(ms(680));
});

it("wears off a small error without a leap", () => {
  const clock = new TraceClock();
  clock.observe(ms(500), 10_000);
  clock.at(10_000);
  clock.observe(ms(550), 10_000);
  expect(clock.at(10_100)).toBe(ms(610));
  expect(clock.at(11_000)).toBe(ms(1_550));
});

it("leaps over a gap that local time did not see, such as a sleeping laptop", () => {
  const clock = new TraceClock();
  clock.observe(ms(500), 10_000);
  clock.observe(ms(60_000), 10_100);
  expect(clock.at(10_100)).toBe(ms(60_000));
});

it("never runs backwards, even when resumed by an earlier time", () => {
  const clock = new TraceClock();
  clock.observe(ms(5_000), 10_000);
  clock.stop(10_100);
  clock.observe(ms(4_000), 10_200);
  expect(clock.at(10_200)).toBe(ms(5_100));
  expect(clock.at(11_400)).toBe(ms(5_200));
});
