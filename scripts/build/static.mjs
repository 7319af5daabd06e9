import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { command } from "../launch/command.mjs";
import { ensureInstalled } from "../launch/install.mjs";
import { root } from "../source-tree.mjs";

/** Is in every folder that was made here, and in no other. */
const marker = "programs.json";

/** What `GET /api/programs` says of Python where there is no server; nobody is asked to run anything. */
const noPython = { available: false, message: "These are recordings: nothing is run." };

/**
 * The page as a folder of plain files: it plays recordings under any path of any web server, and asks nobody.
 * @param {readonly string[]} args the folder, `dist/static` unless given
 */
export function buildStatic([folder = join(root, "dist/static")]) {
  return command(async () => {
    await ensureInstalled();
    const { buildPageInto } = await import("./vite.mjs");
    const target = resolve(folder);
    requireOwn(target);
    await buildPageInto(target, ["--mode", "static"]);
    const programs = { programs: await readPrograms(), python: noPython };
    await writeFile(join(target, marker), JSON.stringify(programs));
    console.log(`The page without a server is in ${relative(process.cwd(), target) || "."}`);
  });
}

/**
 * Building empties the folder, so it must be a new one or one of ours.
 * @param {string} folder
 */
function requireOwn(folder) {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  if (existsSync(join(folder, marker))) return;
  throw new Error(`${folder} holds something else. Name a new folder, or empty this one.`);
}

/** The tutorial's programs with their sources, as the server reads them. */
async function readPrograms() {
  const { build } = await import("esbuild");
  const scratch = await mkdtemp(join(tmpdir(), "wirestage-static-"));
  try {
    const outfile = join(scratch, "read-programs.mjs");
    await build({
      absWorkingDir: root,
      entryPoints: ["apps/server/src/read-programs.ts"],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      logLevel: "warning",
    });
    const module = await import(pathToFileURL(outfile).href);
    return await module.readPrograms(join(root, "packages/programs"));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
