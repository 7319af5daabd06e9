import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The worker as it runs, bundled: Node 20 does not run TypeScript. Resolves with the path of its main file. */
export async function bundleWorker(name: "recording-worker" | "timing-worker"): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), "wirestage-worker-")), `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`../${name}.ts`, import.meta.url))],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "silent",
  });
  return file;
}
