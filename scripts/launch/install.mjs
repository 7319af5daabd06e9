import { spawn } from "node:child_process";
import { join } from "node:path";
import { filesBelow, root } from "../source-tree.mjs";
import { withLock } from "./lock.mjs";
import { digestOf, isStamped, stamp } from "./stamp.mjs";

const packageManager = "pnpm@12.21.0";
const stampFile = join(root, "node_modules/.wirestage-install");

/** Guards installing and building in this checkout. */
export const launchLock = join(root, ".cache/launch.lock");

/** Installs what the lock file names, unless that is what is there. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await withLock(launchLock, installIfNeeded, { onWait: tellWait });
}

/** @param {number} pid */
export function tellWait(pid) {
  console.log(`Waiting: process ${pid} is installing or building here.`);
}

/** For callers that hold the lock. */
export async function installIfNeeded() {
  if (isInstalled()) return;
  console.log("Installing dependencies …");
  const code = await npx([
    packageManager,
    "install",
    "--frozen-lockfile",
    "--config.confirmModulesPurge=false",
  ]);
  if (code !== 0) {
    throw new Error(
      `Installing the dependencies failed (exit code ${code}). Above is why; ` +
        "the npm registry must be reachable the first time. Then start again.",
    );
  }
  stamp(stampFile, wantedDigest());
}

export function isInstalled() {
  return isStamped(stampFile, wantedDigest());
}

function wantedDigest() {
  const manifests = ["apps", "packages", "e2e", "bench"].flatMap((folder) =>
    filesBelow(root, folder).filter((path) => /^[^/]+(\/[^/]+)?\/package\.json$/.test(path)),
  );
  const files = ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests];
  return digestOf(root, files, [packageManager, process.platform, process.arch]);
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function npx(args) {
  return new Promise((resolve) => {
    const child = spawn("npx", ["--yes", ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", () => resolve(127));
    child.on("close", (code) => resolve(code ?? 1));
  });
}
