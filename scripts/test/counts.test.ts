import { expect, test } from "vitest";
import { countPlaywright, countVitest } from "./counts.mjs";

const tests = (...pairs: (readonly [string, string])[]) =>
  pairs.map(([status, fullName]) => ({ status, fullName }));

test("vitest: passed, failed and every kind of skipped test are told apart", () => {
  const assertionResults = tests(
    ["passed", "a"],
    ["failed", "b"],
    ["skipped", "c"],
    ["pending", "d"],
    ["todo", "e"],
  );
  const report = { testResults: [{ name: "x.test.ts", status: "failed", assertionResults }] };
  expect(countVitest(report, 1)).toEqual({ passed: 1, failures: ["b"], skips: ["c", "d", "e"] });
});

test("vitest: a file that does not load is a failure", () => {
  const report = { testResults: [{ name: "x.test.ts", status: "failed", assertionResults: [] }] };
  expect(countVitest(report, 1).failures).toEqual(["x.test.ts did not run to its end"]);
});

test("vitest: an error beside passing tests is a failure", () => {
  const report = {
    testResults: [{ name: "x.test.ts", status: "passed", assertionResults: tests(["passed", "a"]) }],
  };
  expect(countVitest(report, 1)).toEqual({
    passed: 1,
    failures: ["every test passed, but the runner ended with code 1"],
    skips: [],
  });
});

test("Playwright: tests in nested suites are counted, and a flaky one has failed", () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const report = {
    suites: [
      {
        title: "smoke.spec.ts",
        specs: [spec("a", "expected")],
        suites: [
          { title: "inner", specs: [spec("b", "unexpected"), spec("c", "flaky"), spec("d", "skipped")] },
        ],
      },
    ],
  };
  expect(countPlaywright(report, 1)).toEqual({
    passed: 1,
    failures: ["smoke.spec.ts › inner › b", "smoke.spec.ts › inner › c"],
    skips: ["smoke.spec.ts › inner › d"],
  });
});

test("Playwright: a server that did not come up is a failure though no test ran", () => {
  const report = { suites: [], errors: [{ message: "Error: the web server did not start\n  at …" }] };
  expect(countPlaywright(report, 1).failures).toEqual(["Error: the web server did not start"]);
});
