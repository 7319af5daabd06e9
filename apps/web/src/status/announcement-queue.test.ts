import { expect, it } from "vitest";
import { AnnouncementQueue } from "./announcement-queue.ts";

function bench() {
  const spoken: string[] = [];
  const timers: { ms: number; action: () => void }[] = [];
  const clock = { ms: 0 };
  const queue = new AnnouncementQueue({
    nowMs: () => clock.ms,
    after: (ms, action) => {
      timers.push({ ms, action });
      return () => timers.splice(0);
    },
    speak: (text) => spoken.push(text),
  });
  return { spoken, timers, clock, queue };
}

it("speaks the first text at once", () => {
  const { queue, spoken } = bench();
  queue.say("Connected");
  expect(spoken).toEqual(["Connected"]);
});

it("waits out the second and then speaks only the newest", () => {
  const { queue, spoken, timers, clock } = bench();
  queue.say("Connected");
  clock.ms = 300;
  queue.say("1 frame held");
  queue.say("2 frames held");
  expect(timers.map((timer) => timer.ms)).toEqual([700]);
  clock.ms = 1_000;
  timers[0]?.action();
  expect(spoken).toEqual(["Connected", "2 frames held"]);
});

it("is silent after it was closed", () => {
  const { queue, timers, clock, spoken } = bench();
  queue.say("Connected");
  clock.ms = 10;
  queue.say("Lost");
  queue.close();
  expect(timers).toEqual([]);
  expect(spoken).toEqual(["Connected"]);
});
