import { join } from "node:path";
import { runCommand } from "../run-command.mjs";
import { root } from "../source-tree.mjs";
import { bundle, processes } from "./bundle.mjs";
import { compressBeside } from "./compress.mjs";

// Run as a process of its own: what a build needs of memory and workers goes away with it.
const results = await Promise.allSettled([...processes.map(buildProcess), buildPage()]);
const failures = results.filter((result) => result.status === "rejected");
for (const failure of failures) console.error(String(failure.reason.message ?? failure.reason));
process.exitCode = failures.length === 0 ? 0 : 1;

/** @param {string} name */
async function buildProcess(name) {
  const builder = await bundle(name);
  try {
    await builder.rebuild();
  } finally {
    await builder.dispose();
  }
}

async function buildPage() {
  const web = join(root, "apps/web");
  const args = [
    "build",
    "--manifest",
    "--outDir",
    join(root, "dist/web"),
    "--emptyOutDir",
    "--logLevel",
    "warn",
  ];
  const result = await runCommand(join(web, "node_modules/.bin/vite"), args, {
    cwd: web,
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (result.code !== 0) throw new Error(`Building the page failed:\n${result.output}`);
  await compressBeside(join(root, "dist/web"));
}
