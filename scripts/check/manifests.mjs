import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rooms, scope } from "../rooms.mjs";
import { filesBelow, root } from "../source-tree.mjs";

const kinds = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];

/**
 * Exact versions only: what was tested together is what gets installed.
 * @returns {import("./checks.mjs").Outcome}
 */
export function exactVersions() {
  const manifests = filesBelow(root, ".").filter((path) => /(^|\/)package\.json$/.test(path));
  const complaints = manifests.flatMap((path) =>
    looseVersions(JSON.parse(readFileSync(join(root, path), "utf8"))).map((line) => `${path}: ${line}`),
  );
  const catalog = readFileSync(join(root, "pnpm-workspace.yaml"), "utf8");
  const loose = looseCatalogLines(catalog).map((line) => `pnpm-workspace.yaml: ${line}`);
  return { ok: complaints.length + loose.length === 0, output: [...complaints, ...loose].join("\n") };
}

/**
 * @param {Record<string, Record<string, string>>} manifest
 * @returns {string[]} one complaint for each version that is not exact
 */
export function looseVersions(manifest) {
  return kinds
    .flatMap((kind) => Object.entries(manifest[kind] ?? {}))
    .filter(([, version]) => !isExact(version))
    .map(([name, version]) => `${name} "${version}" is not an exact version`);
}

/**
 * Lines of the workspace file's catalog and overrides whose version is a range.
 * @param {string} yaml
 */
export function looseCatalogLines(yaml) {
  return yaml.split("\n").filter((line) => /^ {2}\S.*: *["']?([\^~<>*]|\d+(\.\d+)?["']?$)/.test(line));
}

/** @param {string} version */
function isExact(version) {
  if (version === "workspace:*" || version === "catalog:") return true;
  return /^(npm:(@[^/]+\/)?[^@/]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version);
}

/**
 * What a package.json asks of other rooms is what the table of rooms allows.
 * @returns {import("./checks.mjs").Outcome}
 */
export function roomDependencies() {
  const complaints = Object.values(rooms).flatMap((room) => {
    const path = join(root, room.folder, "package.json");
    if (!existsSync(path)) return [];
    const manifest = JSON.parse(readFileSync(path, "utf8"));
    return kinds
      .flatMap((kind) => Object.keys(manifest[kind] ?? {}))
      .filter((name) => name.startsWith(scope) && !room.mayImport.includes(name.slice(scope.length)))
      .map((name) => `${room.folder}/package.json depends on ${name}; scripts/rooms.mjs does not allow it`);
  });
  return { ok: complaints.length === 0, output: complaints.join("\n") };
}
