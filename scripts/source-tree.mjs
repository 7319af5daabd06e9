import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the checkout. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const skipped = new Set([
  "node_modules",
  "dist",
  ".cache",
  "coverage",
  "test-results",
  ".git",
  "__pycache__",
]);

/**
 * Every file below a folder, sorted, as paths relative to `base`. Folders that tools fill are skipped.
 * @param {string} base absolute
 * @param {string} folder relative to base
 * @returns {string[]}
 */
export function filesBelow(base, folder) {
  /** @type {string[]} */
  const found = [];
  for (const entry of readdirSync(join(base, folder), { withFileTypes: true })) {
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) found.push(...filesBelow(base, path));
    } else if (entry.isFile()) found.push(path);
  }
  return found.sort();
}
