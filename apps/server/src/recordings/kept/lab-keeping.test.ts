import { expect, test } from "vitest";
import { TraceStore } from "../../labs/trace-store.ts";
import { LabKeeping } from "./lab-keeping.ts";

const TICK_MS = 500;

test("large events, few of them: at each tick all that has happened goes into parts, so that none grows older than a tick", () => {
  const store = new TraceStore({ events: 10_000, bytes: 1_000_000_000 });
  const keeping = new LabKeeping({ id: "x", store, wallClock: "2026-01-01T00:00:00.000Z" }, "a".repeat(64));
  let taken = 0;
  const ages: number[] = [];
  for (let now = 0; now < 10_000; now += TICK_MS) {
    store.append(Array.from({ length: 100 }, () => JSON.stringify({ at: now, text: "x".repeat(20_000) })));
    do taken += keeping.takePart()?.lines.length ?? 0;
    while (keeping.isBehind);
    const missing = store.lines[taken];
    ages.push(missing === undefined ? 0 : now + TICK_MS - JSON.parse(missing).at);
  }
  expect(Math.max(...ages)).toBeLessThanOrEqual(TICK_MS);
});
