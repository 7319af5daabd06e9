import { command } from "../launch/command.mjs";
import { ensureInstalled } from "../launch/install.mjs";
import { parts } from "./parts.mjs";
import { provideRequirements } from "./requirements.mjs";
import { isGood, judged, summary } from "./verdict.mjs";
import { readWishes } from "./wishes.mjs";

/**
 * Runs the parts of the test run that are asked for; prints a summary with the count as its last line.
 * @param {readonly string[]} args
 */
export function test(args) {
  return command(async () => {
    const { parts: wanted, filters, skipsFail } = readWishes(args, process.env);
    await provideRequirements();
    await ensureInstalled();
    const results = [];
    for (const part of wanted) {
      console.log(`\n━━ ${part} ━━`);
      results.push(await runPart(part, filters, skipsFail));
    }
    for (const line of summary(results)) console.log(line);
    if (!isGood(results)) process.exitCode = 1;
  });
}

/**
 * @param {string} part
 * @param {readonly string[]} filters
 * @param {boolean} skipsFail
 */
async function runPart(part, filters, skipsFail) {
  const begun = performance.now();
  const counts = await countsOf(part, filters);
  return {
    part,
    counts: judged(counts, { skipsFail, filtered: filters.length > 0 }),
    seconds: (performance.now() - begun) / 1000,
  };
}

/**
 * A part that breaks down is a failure of that part; the others still run.
 * @param {string} part
 * @param {readonly string[]} filters
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
async function countsOf(part, filters) {
  try {
    return (await parts[part]?.(filters)) ?? { passed: 0, failures: [], skips: [] };
  } catch (error) {
    return { passed: 0, failures: [error instanceof Error ? error.message : String(error)], skips: [] };
  }
}
