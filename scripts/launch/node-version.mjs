// This file is read by whatever Node is there: keep to syntax and imports that an old one knows.
import { readFileSync } from "node:fs";

/** Ends the process with one sentence where Node is older than package.json asks for. */
export function requireNode() {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const wanted = manifest.engines.node.replace(">=", "");
  if (isOlder(process.versions.node, wanted)) {
    console.error(
      `Wirestage needs Node.js ${wanted} or newer, and this is ${process.versions.node}. ` +
        "Install a current Node.js and start again.",
    );
    process.exit(1);
  }
}

/**
 * @param {string} version such as 20.19.0
 * @param {string} wanted
 */
export function isOlder(version, wanted) {
  const parts = version.split(".").map((part) => Number.parseInt(part, 10));
  const wantedParts = wanted.split(".").map(Number);
  for (let index = 0; index < wantedParts.length; index += 1) {
    const difference = (parts[index] || 0) - (wantedParts[index] || 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
