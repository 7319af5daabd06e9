import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "../launch/build.mjs";
import { command } from "../launch/command.mjs";
import { runCommand } from "../run-command.mjs";
import { root } from "../source-tree.mjs";
import { readMeasurements, row, table } from "./table.mjs";

/**
 * Builds, runs every benchmark in a process of its own, one after another, and prints what they measured.
 * @param {readonly string[]} filters parts of file names; none means all
 */
export function bench(filters) {
  return command(async () => {
    await ensureBuilt();
    const files = readdirSync(join(root, "bench"))
      .filter((name) => name.endsWith(".bench.ts"))
      .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)));
    if (files.length === 0) throw new Error(`No benchmark is called ${filters.join(" or ")}.`);
    const rows = [];
    for (const file of files) rows.push(...(await measure(file)));
    console.log(`\n${table(rows)}`);
    if (rows.some((cells) => cells.verdict === "miss" || cells.verdict === "failed")) process.exitCode = 1;
  });
}

/**
 * @param {string} file
 * @returns {Promise<import("./table.mjs").Row[]>}
 */
async function measure(file) {
  console.log(`${file} …`);
  const result = await runCommand(join(root, "node_modules/.bin/tsx"), [join("bench", file)], { cwd: root });
  const rows = readMeasurements(result.stdout).map(row);
  if (result.code === 0 && rows.length > 0) return rows;
  console.log(result.output);
  return [...rows, { name: file, value: "", baseline: "", ratio: "", aim: "", verdict: "failed" }];
}
