import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * One digest over the names and contents of files, the same on every machine.
 * @param {string} base absolute
 * @param {readonly string[]} paths relative to base; a missing file counts as empty
 * @param {readonly string[]} facts anything else the result depends on
 * @returns {string} SHA-256, hexadecimal
 */
export function digestOf(base, paths, facts = []) {
  const hash = createHash("sha256");
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const path of [...paths].sort()) {
    const content = readIfThere(join(base, path)) ?? "";
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} file absolute name of the stamp
 * @param {string} digest
 */
export function isStamped(file, digest) {
  return readIfThere(file)?.toString("utf8").trim() === digest;
}

/**
 * @param {string} file
 * @param {string} digest
 */
export function stamp(file, digest) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${digest}\n`);
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
