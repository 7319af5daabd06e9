/**
 * Who may import whom. The one table: the arrows gate, the workspace-dependency check and the
 * portability check are all made from it.
 *
 * @typedef {object} Room
 * @property {string} folder relative to the root, with `/` between parts
 * @property {readonly string[]} mayImport names of rooms whose public entries this room may import
 * @property {boolean} portable true: no Node, no DOM; the room must load in a page and in a process
 */

/** @type {Readonly<Record<string, Room>>} */
export const rooms = {
  wire: { folder: "packages/wire", mayImport: [], portable: true },
  pcapng: { folder: "packages/pcapng", mayImport: [], portable: true },
  hmac: { folder: "packages/hmac", mayImport: [], portable: true },
  linux: { folder: "packages/linux", mayImport: [], portable: false },
  programs: { folder: "packages/programs", mayImport: [], portable: true },
  "display-filter": { folder: "packages/display-filter", mayImport: ["wire"], portable: true },
  trace: { folder: "packages/trace", mayImport: ["wire"], portable: true },
  protocol: { folder: "packages/protocol", mayImport: ["trace"], portable: true },
  console: { folder: "packages/console", mayImport: ["trace", "protocol"], portable: true },
  recording: { folder: "packages/recording", mayImport: ["trace", "pcapng"], portable: true },
  capture: { folder: "packages/capture", mayImport: ["wire", "trace", "pcapng"], portable: true },
  lab: {
    folder: "apps/lab",
    mayImport: ["wire", "display-filter", "linux", "programs", "trace", "protocol"],
    portable: false,
  },
  server: {
    folder: "apps/server",
    mayImport: ["programs", "trace", "protocol", "recording"],
    portable: false,
  },
  cli: { folder: "apps/cli", mayImport: ["protocol"], portable: false },
  web: {
    folder: "apps/web",
    mayImport: [
      "wire",
      "display-filter",
      "pcapng",
      "capture",
      "hmac",
      "programs",
      "trace",
      "protocol",
      "console",
      "recording",
    ],
    portable: false,
  },
  scripts: { folder: "scripts", mayImport: [], portable: false },
  e2e: {
    folder: "e2e",
    mayImport: ["wire", "display-filter", "trace", "protocol", "scripts"],
    portable: false,
  },
  bench: {
    folder: "bench",
    mayImport: [
      "wire",
      "display-filter",
      "pcapng",
      "capture",
      "linux",
      "programs",
      "trace",
      "protocol",
      "recording",
      "scripts",
    ],
    portable: false,
  },
};

/** The only rooms that may load a package that is the door to something foreign. */
export const doors = { koffi: ["linux"] };

/** The scope under which the rooms are known to each other. */
export const scope = "@wirestage/";
