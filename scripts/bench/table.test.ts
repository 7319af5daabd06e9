import { expect, test } from "vitest";
import { readMeasurements, row, table } from "./table.mjs";

test("measurements are found among other output", () => {
  const text = 'warming up\n{"bench":{"name":"a","value":1,"unit":"ms"}}\n{"level":30}\n';
  expect(readMeasurements(text)).toEqual([{ name: "a", value: 1, unit: "ms" }]);
});

test.each([
  [{ atMost: 5 }, "≤ 5 ms", "ok"],
  [{ atMost: 3.9 }, "≤ 3.9 ms", "miss"],
  [{ atLeast: 4 }, "≥ 4 ms", "ok"],
  [{ ratioAtMost: 2 }, "ratio ≤ 2", "ok"],
  [{ ratioAtMost: 1.9 }, "ratio ≤ 1.9", "miss"],
  [{ ratioAtLeast: 2.1 }, "ratio ≥ 2.1", "miss"],
])("4 ms beside a baseline of 2 ms, with the aim %j", (aim, text, verdict) => {
  const cells = row({ name: "a", value: 4, unit: "ms", baseline: { name: "bare", value: 2 }, aim });
  expect(cells).toMatchObject({ ratio: "2", baseline: "2 ms (bare)", aim: text, verdict });
});

test("an aim for a ratio without a baseline is missed, not met", () => {
  expect(row({ name: "a", value: 4, unit: "ms", aim: { ratioAtMost: 2 } }).verdict).toBe("miss");
});

test("columns line up under their heads", () => {
  const rows = [
    row({ name: "lab creation", value: 0.00123, unit: "s" }),
    row({ name: "b", value: 93123, unit: "1/s" }),
  ];
  expect(table(rows).split("\n")).toEqual([
    "name          value      baseline  ratio  aim",
    "lab creation  0.00123 s",
    "b             93100 1/s",
  ]);
});
