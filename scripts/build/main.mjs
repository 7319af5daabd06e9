import { join } from "node:path";
import { root } from "../source-tree.mjs";
import { bundle, processes } from "./bundle.mjs";
import { compressBeside } from "./compress.mjs";
import { buildPageInto } from "./vite.mjs";

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
  const folder = join(root, "dist/web");
  await buildPageInto(folder, ["--manifest"]);
  await compressBeside(folder);
}
