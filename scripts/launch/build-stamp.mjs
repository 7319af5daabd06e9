import { existsSync } from "node:fs";
import { join } from "node:path";
import { filesBelow, root } from "../source-tree.mjs";
import { digestOf, isStamped, stamp } from "./stamp.mjs";

/** The server's entry, relative to the root. */
export const serverEntry = "dist/server/main.js";

const stampFile = join(root, "dist/.stamp");
const results = [
  serverEntry,
  "dist/server/recording-worker.js",
  "dist/server/timing-worker.js",
  "dist/lab/main.js",
  "dist/cli/main.js",
  "dist/web/index.html",
];
const notBuilt = /\.test\.tsx?$|(^|\/)(README|SPEC)\.md$|(^|\/)tsconfig\.test\.json$/;

/** True where the sources are those of the last build and its results are there. */
export function isBuilt() {
  return results.every((path) => existsSync(join(root, path))) && isStamped(stampFile, sourceDigest());
}

/** @param {string} digest of the sources as they were before the build */
export function stampBuild(digest) {
  stamp(stampFile, digest);
}

/** No build is believed from here on. */
export function unstampBuild() {
  stamp(stampFile, "building");
}

/** A digest over everything that the build reads. */
export function sourceDigest() {
  const sources = ["apps", "packages", "scripts/build"].flatMap((folder) => filesBelow(root, folder));
  const files = ["tsconfig.base.json", "pnpm-lock.yaml", ...sources.filter((path) => !notBuilt.test(path))];
  return digestOf(root, files);
}
