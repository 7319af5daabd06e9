/**
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {{ part: string, counts: Counts, seconds: number }} PartResult
 */

/**
 * A skip becomes a failure where none is allowed, and a part in which nothing ran is one too: a run that
 * tests nothing must not look like a good one.
 * @param {Counts} counts
 * @param {{ skipsFail: boolean, filtered: boolean }} rules
 * @returns {Counts}
 */
export function judged(counts, { skipsFail, filtered }) {
  const total = counts.passed + counts.failures.length + counts.skips.length;
  if (total === 0 && !filtered) return { ...counts, failures: ["no test ran"] };
  if (!skipsFail) return counts;
  return {
    passed: counts.passed,
    failures: [
      ...counts.failures,
      ...counts.skips.map((name) => `skipped, which is not allowed here: ${name}`),
    ],
    skips: [],
  };
}

/**
 * The summary of a run; its last line is the count.
 * @param {readonly PartResult[]} results
 * @returns {string[]}
 */
export function summary(results) {
  const sum = total(results);
  return [
    "",
    ...results.flatMap(({ part, counts, seconds }) => [
      `${part.padEnd(8)} ${line(counts.passed, counts.failures.length, counts.skips.length)}  (${seconds.toFixed(0)} s)`,
      ...counts.failures.map((name) => `  failed   ${name}`),
      ...counts.skips.map((name) => `  skipped  ${name}`),
    ]),
    "",
    line(sum.passed, sum.failed, sum.skipped),
  ];
}

/**
 * A run in which nothing failed, and something ran.
 * @param {readonly PartResult[]} results
 */
export function isGood(results) {
  const { passed, failed } = total(results);
  return failed === 0 && passed > 0;
}

/** @param {readonly PartResult[]} results */
function total(results) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { counts } of results) {
    sum.passed += counts.passed;
    sum.failed += counts.failures.length;
    sum.skipped += counts.skips.length;
  }
  return sum;
}

/**
 * @param {number} passed
 * @param {number} failed
 * @param {number} skipped
 */
function line(passed, failed, skipped) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
