import { existsSync } from "node:fs";
import { join } from "node:path";
import { rooms } from "../rooms.mjs";
import { runCommand } from "../run-command.mjs";
import { filesBelow, root } from "../source-tree.mjs";
import { arrowRules } from "./arrow-rules.mjs";

/**
 * @typedef {object} Arrow a forbidden import
 * @property {string} rule
 * @property {string} from
 * @property {string} to
 *
 * @typedef {object} Cruise
 * @property {Arrow[]} found
 * @property {string[]} sources modules that were read, relative to the tree
 * @property {string} [trouble] why there is no result
 */

/**
 * Runs dependency-cruiser over folders of a tree, with the rules made from the table of rooms.
 * @param {string} tree absolute
 * @param {readonly string[]} folders relative to the tree
 * @returns {Promise<Cruise>}
 */
export async function cruise(tree, folders) {
  const args = ["--config", join(root, "dependency-cruiser.config.mjs"), "--output-type", "json", ...folders];
  const result = await runCommand(join(root, "node_modules/.bin/depcruise"), args, { cwd: tree });
  if (!result.stdout.startsWith("{")) return { found: [], sources: [], trouble: result.output };
  const { modules, summary } = JSON.parse(result.stdout);
  return {
    sources: modules.map((/** @type {{ source: string }} */ module) => module.source),
    found: summary.violations.map(
      (/** @type {{ rule: { name: string }, from: string, to: string }} */ { rule, from, to }) => ({
        rule: rule.name,
        from,
        to,
      }),
    ),
  };
}

/**
 * Every import of every room against the table of rooms.
 * @returns {Promise<import("./checks.mjs").Outcome>}
 */
export async function arrows() {
  const folders = Object.values(rooms).map((room) => room.folder);
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const { found, sources, trouble } = await cruise(root, present);
  if (trouble !== undefined) return { ok: false, output: trouble };
  const meaning = new Map(arrowRules(root).map(({ name, comment }) => [name, comment]));
  // A cruiser without its compiler reads nothing and reports success.
  const read = new Set(sources);
  const unread = present
    .flatMap((folder) => filesBelow(root, folder))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts") && !read.has(path));
  return {
    ok: found.length === 0 && unread.length === 0,
    output: [
      ...found.map(({ rule, from, to }) => `${from} → ${to}\n    ${rule}: ${meaning.get(rule)}`),
      ...unread.map((path) => `${path} was not read by dependency-cruiser`),
    ].join("\n"),
    note: `${sources.length} modules`,
  };
}
