import { join } from "node:path";
import { runCommand } from "../run-command.mjs";
import { root } from "../source-tree.mjs";
import { isBuilt, sourceDigest, stampBuild, unstampBuild } from "./build-stamp.mjs";
import { installIfNeeded, isInstalled, launchLock, tellWait } from "./install.mjs";
import { withLock } from "./lock.mjs";

/** Installs and builds what is missing or older than the sources; does nothing where all is current. */
export async function ensureBuilt() {
  if (isInstalled() && isBuilt()) return;
  await withLock(launchLock, installAndBuild, { onWait: tellWait });
}

async function installAndBuild() {
  await installIfNeeded();
  if (isBuilt()) return;
  console.log("Building …");
  const begun = performance.now();
  const digest = sourceDigest();
  unstampBuild();
  const result = await runCommand(process.execPath, [join(root, "scripts/build/main.mjs")], {
    cwd: root,
    show: true,
  });
  if (result.code !== 0) throw new Error("The build failed; above is why.");
  stampBuild(digest);
  console.log(`Built in ${((performance.now() - begun) / 1000).toFixed(1)} s.`);
}
