import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The Chromium of the system, or the one that CHROMIUM_PATH names.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} absolute name
 */
export function findChromium(env = process.env) {
  return env["CHROMIUM_PATH"] ?? findProgram(names, env);
}

/**
 * The first of some programs that is on the PATH.
 * @param {readonly string[]} programs
 * @param {NodeJS.ProcessEnv} [env]
 */
export function findProgram(programs, env = process.env) {
  const folders = (env["PATH"] ?? "").split(delimiter);
  return programs.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
