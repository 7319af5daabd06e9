import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { rooms } from "../rooms.mjs";
import { filesBelow, root } from "../source-tree.mjs";

/** A file of code longer than this is split. */
const maxLines = 400;

const vagueNames = new Set(["utils", "util", "common", "helpers", "helper", "base", "types", "misc"]);
const code = /\.(tsx?|mjs|css|py)$/;

/**
 * @typedef {import("./checks.mjs").Outcome} Outcome
 */

/** @returns {Outcome} */
export function fileSizes() {
  const long = codeFiles()
    .map((path) => ({ path, lines: readFileSync(join(root, path), "utf8").split("\n").length - 1 }))
    .filter(({ lines }) => lines > maxLines);
  return outcome(long.map(({ path, lines }) => `${path} has ${lines} lines; split it (at most ${maxLines})`));
}

/** @returns {Outcome} */
export function names() {
  return outcome(vaguelyNamed(codeFiles()).map((path) => `${path}: name it after what it holds`));
}

/**
 * Paths of which a folder or the file is named after nothing.
 * @param {readonly string[]} paths
 */
export function vaguelyNamed(paths) {
  return paths.filter((path) => path.split("/").some((part) => vagueNames.has(part.replace(/\..*$/, ""))));
}

/**
 * Every workspace package stands in the table of rooms and has a README that says what may live there.
 * @returns {Outcome}
 */
export function roomList() {
  const known = new Set(Object.values(rooms).map((room) => room.folder));
  const files = ["packages", "apps"].flatMap((folder) => filesBelow(root, folder));
  const present = files
    .filter((path) => /^[^/]+\/[^/]+\/package\.json$/.test(path))
    .map((path) => path.slice(0, -13));
  return outcome([
    ...present
      .filter((folder) => !known.has(folder))
      .map((folder) => `${folder} is not in scripts/rooms.mjs: say there what it may import`),
    ...present
      .filter((folder) => !files.includes(`${folder}/README.md`))
      .map((folder) => `${folder} has no README.md: say what may live there and what must not`),
  ]);
}

function codeFiles() {
  return filesBelow(root, ".").filter((path) => code.test(path) && !basename(path).endsWith(".d.ts"));
}

/**
 * @param {readonly string[]} complaints
 * @returns {Outcome}
 */
function outcome(complaints) {
  return { ok: complaints.length === 0, output: complaints.join("\n") };
}
