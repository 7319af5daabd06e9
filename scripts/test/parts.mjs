import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { runChecks } from "../check/checks.mjs";
import { checkLine, checkTrouble } from "../check/summary.mjs";
import { ensureBuilt } from "../launch/build.mjs";
import { runCommand } from "../run-command.mjs";
import { root } from "../source-tree.mjs";
import { findChromium } from "./chromium.mjs";
import { countPlaywright, countVitest } from "./counts.mjs";
import { kernelTrouble, namespaces } from "./kernel-access.mjs";

/**
 * @typedef {import("./counts.mjs").Counts} Counts
 * @typedef {(filters: readonly string[]) => Promise<Counts>} Part
 */

/** The runners write into a pipe of ours; what they may colour depends on where we write. */
const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : { NO_COLOR: "1", FORCE_COLOR: undefined };

const vitest = join(root, "node_modules/.bin/vitest");
const playwright = join(root, "e2e/node_modules/.bin/playwright");

/** @type {Readonly<Record<string, Part>>} */
export const parts = {
  check: checkPart,
  unit: (filters) => vitestPart(["unit", "light"], [vitest, "--maxWorkers=100%"], filters),
  kernel: kernelPart,
  browser: browserPart,
};

/** Each static check is one test. */
async function checkPart() {
  const results = await runChecks((result) => console.log(checkLine(result)));
  const failed = results.filter((result) => !result.ok);
  for (const result of failed) console.log(checkTrouble(result));
  return { passed: results.length - failed.length, failures: failed.map(({ name }) => name), skips: [] };
}

/** @type {Part} */
async function kernelPart(filters) {
  const trouble = await kernelTrouble();
  if (trouble !== undefined) return { passed: 0, failures: [], skips: [`all kernel tests: ${trouble}`] };
  // One file at a time: these tests watch a kernel keep time, and neighbours would disturb it.
  return vitestPart(["kernel"], [...namespaces, vitest, "--no-file-parallelism"], filters);
}

/** @type {Part} */
async function browserPart(filters) {
  if (findChromium() === undefined) {
    return {
      passed: 0,
      failures: [],
      skips: ["all browser tests: no Chromium on the PATH (or in CHROMIUM_PATH)"],
    };
  }
  await ensureBuilt();
  const report = reportFile("browser");
  const result = await runCommand(playwright, ["test", "--pass-with-no-tests", ...filters], {
    cwd: join(root, "e2e"),
    env: { ...process.env, ...colours, WIRESTAGE_E2E_REPORT: report },
    show: true,
  });
  return counted(report, result.code, countPlaywright);
}

/**
 * @param {readonly [string, ...string[]]} projects of vitest's configuration
 * @param {readonly string[]} command
 * @param {readonly string[]} filters
 */
async function vitestPart(projects, [command = "", ...args], filters) {
  const report = reportFile(projects[0]);
  const chosen = projects.map((project) => `--project=${project}`);
  const options = ["run", ...chosen, "--passWithNoTests", "--reporter=default", "--reporter=json"];
  const result = await runCommand(command, [...args, ...options, `--outputFile.json=${report}`, ...filters], {
    cwd: root,
    env: { ...process.env, ...colours },
    show: true,
  });
  return counted(report, result.code, countVitest);
}

/**
 * @template Report
 * @param {string} report
 * @param {number} exitCode
 * @param {(report: Report, exitCode: number) => Counts} count
 * @returns {Counts}
 */
function counted(report, exitCode, count) {
  try {
    return count(JSON.parse(readFileSync(report, "utf8")), exitCode);
  } catch {
    return { passed: 0, failures: [`the runner left no report and ended with code ${exitCode}`], skips: [] };
  }
}

/** @param {string} name */
function reportFile(name) {
  const file = join(root, `.cache/test/${name}.json`);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}
