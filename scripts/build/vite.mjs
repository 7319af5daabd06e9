import { join } from "node:path";
import { runCommand } from "../run-command.mjs";
import { root } from "../source-tree.mjs";

/**
 * Builds the page into a folder, which is emptied first.
 * @param {string} folder absolute
 * @param {readonly string[]} options more of vite's own
 */
export async function buildPageInto(folder, options = []) {
  const web = join(root, "apps/web");
  const args = ["build", "--outDir", folder, "--emptyOutDir", "--logLevel", "warn", ...options];
  const result = await runCommand(join(web, "node_modules/.bin/vite"), args, {
    cwd: web,
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (result.code !== 0) throw new Error(`Building the page failed:\n${result.output}`);
}
