import { availableParallelism } from "node:os";
import { join } from "node:path";
import { runCommand } from "../run-command.mjs";
import { root } from "../source-tree.mjs";
import { arrows } from "./arrows.mjs";
import { everySourceCompiled, typeProject, typeProjects } from "./compiler.mjs";
import { fileSizes, names, roomList } from "./layout.mjs";
import { exactVersions, roomDependencies } from "./manifests.mjs";
import { plantedArrows } from "./planted-arrows.mjs";

/**
 * @typedef {object} Outcome
 * @property {boolean} ok
 * @property {string} output what is wrong, for a person
 * @property {string} [note] a fact worth a word in the summary
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<Outcome> | Outcome} run
 *
 * @typedef {Outcome & { name: string, seconds: number }} CheckResult
 */

/**
 * Runs every static check, as many at a time as there are processors.
 * @param {(result: CheckResult) => void} [onResult] called as each one ends
 * @returns {Promise<CheckResult[]>}
 */
export async function runChecks(onResult = () => {}) {
  /** @type {Set<string>} */
  const compiled = new Set();
  const projects = typeProjects().map((project) => ({
    name: `types ${project}`,
    run: () => typeProject(project, compiled),
  }));
  const results = await runAll([...slowChecks, ...projects, ...quickChecks], onResult);
  const last = { name: "types of every file", run: () => everySourceCompiled(compiled) };
  return [...results, ...(await runAll([last], onResult))];
}

/** @type {readonly Check[]} */
const slowChecks = [
  {
    name: "dead code and dependencies",
    run: () => tool("knip", ["--no-progress", "--no-config-hints"]),
  },
  {
    name: "lint and format",
    run: () => tool("biome", ["ci", "--colors=off", "--diagnostic-level=warn", "--error-on-warnings", "."]),
  },
  { name: "arrows between rooms", run: arrows },
  { name: "arrows gate can fail", run: plantedArrows },
];

/** @type {readonly Check[]} */
const quickChecks = [
  { name: "file sizes", run: fileSizes },
  { name: "names of files", run: names },
  { name: "list of rooms", run: roomList },
  { name: "dependencies of rooms", run: roomDependencies },
  { name: "exact versions", run: exactVersions },
];

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<Outcome>}
 */
async function tool(name, args) {
  const result = await runCommand(join(root, "node_modules/.bin", name), args, { cwd: root });
  return { ok: result.code === 0, output: result.output.trimEnd() };
}

/**
 * @param {readonly Check[]} checks
 * @param {(result: CheckResult) => void} onResult
 */
async function runAll(checks, onResult) {
  /** @type {CheckResult[]} */
  const results = [];
  const queue = [...checks];
  const worker = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const result = await timed(check);
      results.push(result);
      onResult(result);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

/**
 * @param {Check} check
 * @returns {Promise<CheckResult>}
 */
async function timed(check) {
  const begun = performance.now();
  const outcome = await check.run();
  return { name: check.name, seconds: (performance.now() - begun) / 1000, ...outcome };
}
