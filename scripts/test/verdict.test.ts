import { expect, test } from "vitest";
import { isGood, judged, summary } from "./verdict.mjs";

const none = { passed: 0, failures: [], skips: [] };
const someSkipped = { passed: 3, failures: [], skips: ["needs tshark"] };

test("a part in which nothing ran has failed", () => {
  expect(judged(none, { skipsFail: false, filtered: false }).failures).toEqual(["no test ran"]);
});

test("a part that a filter leaves empty has not", () => {
  expect(judged(none, { skipsFail: true, filtered: true }).failures).toEqual([]);
});

test("where no skip is allowed, each one is a failure and is no longer counted as a skip", () => {
  expect(judged(someSkipped, { skipsFail: true, filtered: false })).toEqual({
    passed: 3,
    failures: ["skipped, which is not allowed here: needs tshark"],
    skips: [],
  });
});

test("elsewhere a skip stays a skip", () => {
  expect(judged(someSkipped, { skipsFail: false, filtered: false })).toEqual(someSkipped);
});

test("the last line of the summary is the count over all parts", () => {
  const results = [
    { part: "unit", counts: { passed: 2, failures: ["b"], skips: [] }, seconds: 1 },
    { part: "kernel", counts: someSkipped, seconds: 2 },
  ];
  expect(summary(results).at(-1)).toBe("5 passed, 1 failed, 1 skipped");
  expect(summary(results)).toContain("  failed   b");
});

test("a run is good only where something passed and nothing failed", () => {
  const run = (counts: Parameters<typeof judged>[0]) => isGood([{ part: "unit", counts, seconds: 0 }]);
  expect([run(someSkipped), run(none), run({ passed: 2, failures: ["b"], skips: [] })]).toEqual([
    true,
    false,
    false,
  ]);
});
