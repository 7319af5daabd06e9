import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../source-tree.mjs";
import { ensureBuilt } from "./build.mjs";
import { serverEntry } from "./build-stamp.mjs";
import { command } from "./command.mjs";

/**
 * Installs, builds and becomes the server. The server runs in this very process, so that signals, exit
 * code and an untimely end are its own and nothing has to be handed on.
 * @param {readonly string[]} args for the server
 */
export function start(args) {
  return command(async () => {
    await ensureBuilt();
    const main = join(root, serverEntry);
    process.argv.splice(1, process.argv.length - 1, main, ...args);
    process.setSourceMapsEnabled(true);
    process.env["WIRESTAGE_ROOT"] ??= root;
    await import(pathToFileURL(main).href);
    // Ctrl-C comes twice, from the terminal and once more from npm; the second must not cut the stop short.
    for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
  });
}
