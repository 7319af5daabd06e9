import { existsSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../run-command.mjs";
import { filesBelow, root } from "../source-tree.mjs";

const folders = ["packages", "apps", "e2e", "bench", "scripts", "bin"].filter((folder) =>
  existsSync(join(root, folder)),
);

/** Every compiler configuration of every room, relative to the root. */
export function typeProjects() {
  return folders
    .flatMap((folder) => filesBelow(root, folder))
    .filter((path) => /\/tsconfig[^/]*\.json$/.test(path));
}

/**
 * Compiles one project without output.
 * @param {string} project path of a tsconfig, relative to the root
 * @param {Set<string>} compiled collects the sources that the project holds
 * @returns {Promise<import("./checks.mjs").Outcome>}
 */
export async function typeProject(project, compiled) {
  const tsc = join(root, "node_modules/.bin/tsc");
  const result = await runCommand(tsc, ["-p", project, "--noEmit", "--pretty", "false", "--listFiles"], {
    cwd: root,
  });
  const { files, diagnostics } = parseCompilerOutput(result.output);
  for (const file of files) compiled.add(file);
  return { ok: result.code === 0, output: diagnostics.join("\n") };
}

/**
 * Splits what `tsc --listFiles` prints into absolute file names and everything else.
 * @param {string} text
 */
export function parseCompilerOutput(text) {
  const lines = text.split("\n").filter((line) => line !== "");
  const isFile = (/** @type {string} */ line) => /^\/.*\.(d\.)?[cm]?[jt]sx?(on)?$/.test(line);
  return {
    files: lines.filter(isFile),
    diagnostics: lines.filter((line) => !isFile(line)),
  };
}

/**
 * A source that no project holds is not type-checked at all.
 * @param {ReadonlySet<string>} compiled absolute names
 * @returns {import("./checks.mjs").Outcome}
 */
export function everySourceCompiled(compiled) {
  const forgotten = folders
    .flatMap((folder) => filesBelow(root, folder))
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !compiled.has(join(root, path)));
  return {
    ok: forgotten.length === 0,
    output: forgotten.map((path) => `${path}: include it in a tsconfig of its room`).join("\n"),
  };
}
