import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { doors, rooms } from "../rooms.mjs";

/** @param {string} text */
const escaped = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * The files a room shows to others, from the `exports` of its package.json.
 * @param {string} base absolute path of the checkout
 * @param {string} folder
 * @returns {string[]} paths relative to the checkout
 */
function publicEntries(base, folder) {
  const manifest = join(base, folder, "package.json");
  if (!existsSync(manifest)) return [];
  const { exports = {} } = JSON.parse(readFileSync(manifest, "utf8"));
  return Object.values(exports).map((entry) => `${folder}/${String(entry).replace(/^\.\//, "")}`);
}

/**
 * Rules for dependency-cruiser made from the table of rooms.
 * @param {string} base absolute path of the checkout
 */
export function arrowRules(base) {
  return [
    ...Object.keys(rooms).map(strangerRule),
    ...workspaceRooms().map((name) => deepImportRule(base, name)),
    ...Object.entries(doors).map(([library, keepers]) => doorRule(library, keepers)),
    portableRule(),
    {
      name: "no-circle",
      comment: "Modules that need each other are one module, or hide a third one. (Types may.)",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "Every import leads to a file: a path that does not resolve is not checked by any other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(virtual:|node:)|\\?(raw|url|inline|worker)" },
    },
  ];
}

/** Rooms with a front door; the folders of tools have none. */
function workspaceRooms() {
  return Object.keys(rooms).filter((name) => /^(packages|apps)\//.test(roomOf(name).folder));
}

/** @param {string} name */
function strangerRule(name) {
  const room = roomOf(name);
  const allowed = [name, ...room.mayImport].map((other) => `${escaped(roomOf(other).folder)}/`);
  return {
    name: `arrows-of-${name}`,
    comment: `${room.folder} may import only: ${room.mayImport.join(", ") || "nothing of ours"}.`,
    severity: "error",
    from: { path: `^${escaped(room.folder)}/` },
    to: { path: "^(packages|apps|e2e|bench|scripts)/", pathNot: `^(${allowed.join("|")})` },
  };
}

/**
 * @param {string} base
 * @param {string} name
 */
function deepImportRule(base, name) {
  const { folder } = roomOf(name);
  const entries = publicEntries(base, folder).map(escaped);
  return {
    name: `front-door-of-${name}`,
    comment: `From outside, ${folder} is imported by the exports of its package.json only.`,
    severity: "error",
    from: { pathNot: `^${escaped(folder)}/` },
    to: {
      path: `^${escaped(folder)}/`,
      ...(entries.length > 0 && { pathNot: `^(${entries.join("|")})$` }),
    },
  };
}

/**
 * @param {string} library
 * @param {readonly string[]} keepers
 */
function doorRule(library, keepers) {
  const folders = keepers.map((name) => `${escaped(roomOf(name).folder)}/`);
  return {
    name: `one-door-to-${library}`,
    comment: `Only ${keepers.join(", ")} may load ${library}.`,
    severity: "error",
    from: { pathNot: `^(${folders.join("|")})` },
    to: { path: `(^|node_modules/)${escaped(library)}($|/)` },
  };
}

function portableRule() {
  const folders = Object.values(rooms).filter((room) => room.portable);
  return {
    name: "portable",
    comment: "A portable room knows no platform; its tests may.",
    severity: "error",
    from: {
      path: `^(${folders.map((room) => `${escaped(room.folder)}/`).join("|")})`,
      pathNot: "\\.test\\.ts$",
    },
    to: { dependencyTypes: ["core"] },
  };
}

/** @param {string} name */
function roomOf(name) {
  const room = rooms[name];
  if (room === undefined) throw new Error(`scripts/rooms.mjs has no room "${name}"; add it to the table.`);
  return room;
}
