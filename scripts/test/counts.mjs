/**
 * What a part of the test run came to. `failures` and `skips` name the tests; their number is the count.
 * @typedef {object} Counts
 * @property {number} passed
 * @property {string[]} failures
 * @property {string[]} skips
 *
 * @typedef {object} VitestReport
 * @property {readonly { name: string, status: string, message?: string,
 *   assertionResults: readonly { status: string, fullName: string }[] }[]} testResults
 *
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {readonly PlaywrightSuite[]} [suites]
 * @property {readonly { title: string, tests: readonly { status: string }[] }[]} [specs]
 *
 * @typedef {object} PlaywrightReport
 * @property {readonly PlaywrightSuite[]} suites
 * @property {readonly { message?: string }[]} [errors]
 */

/**
 * Counts of vitest's JSON report. A file that does not load is one failure, and so is a run that ended
 * badly without a failing test (an unhandled rejection, for one).
 * @param {VitestReport} report
 * @param {number} exitCode of vitest
 * @returns {Counts}
 */
export function countVitest(report, exitCode) {
  /** @type {Counts} */
  const counts = { passed: 0, failures: [], skips: [] };
  for (const file of report.testResults) {
    for (const test of file.assertionResults) add(counts, vitestVerdict(test.status), test.fullName);
    const failedInside = file.assertionResults.some((test) => test.status === "failed");
    if (file.status === "failed" && !failedInside)
      counts.failures.push(`${file.name} did not run to its end`);
  }
  return withExitCode(counts, exitCode);
}

/**
 * Counts of Playwright's JSON report. An error outside of any test is one failure.
 * @param {PlaywrightReport} report
 * @param {number} exitCode of Playwright
 * @returns {Counts}
 */
export function countPlaywright(report, exitCode) {
  /** @type {Counts} */
  const counts = { passed: 0, failures: [], skips: [] };
  for (const suite of report.suites) addSuite(counts, suite, []);
  for (const error of report.errors ?? []) counts.failures.push(firstLine(error.message));
  return withExitCode(counts, exitCode);
}

/**
 * @param {Counts} counts
 * @param {PlaywrightSuite} suite
 * @param {readonly string[]} above titles of the suites that this one lies in
 */
function addSuite(counts, suite, above) {
  const titles = [...above, suite.title];
  for (const inner of suite.suites ?? []) addSuite(counts, inner, titles);
  for (const spec of suite.specs ?? []) {
    for (const test of spec.tests)
      add(counts, playwrightVerdict(test.status), [...titles, spec.title].join(" › "));
  }
}

/**
 * @param {Counts} counts
 * @param {"passed" | "failed" | "skipped"} verdict
 * @param {string} name
 */
function add(counts, verdict, name) {
  if (verdict === "passed") counts.passed += 1;
  else if (verdict === "failed") counts.failures.push(name);
  else counts.skips.push(name);
}

/** @param {string} status */
function vitestVerdict(status) {
  if (status === "passed") return "passed";
  return status === "failed" ? "failed" : "skipped";
}

/**
 * A flaky test is one that failed.
 * @param {string} status
 */
function playwrightVerdict(status) {
  if (status === "expected") return "passed";
  return status === "skipped" ? "skipped" : "failed";
}

/**
 * @param {Counts} counts
 * @param {number} exitCode
 */
function withExitCode(counts, exitCode) {
  if (exitCode !== 0 && counts.failures.length === 0 && counts.passed + counts.skips.length > 0) {
    counts.failures.push(`every test passed, but the runner ended with code ${exitCode}`);
  }
  return counts;
}

/** @param {string | undefined} text */
function firstLine(text) {
  return (text ?? "an error outside of any test").split("\n", 1)[0] ?? "";
}
