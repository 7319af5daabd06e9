import { command } from "../launch/command.mjs";
import { ensureInstalled } from "../launch/install.mjs";

/**
 * Serves everything from the sources: the page with hot reload, the server and the lab process rebuilt and
 * started again when one of their files changes.
 * @param {readonly string[]} args for the server
 */
export function dev(args) {
  return command(async () => {
    await ensureInstalled();
    // Only now are the libraries there that these import.
    const { watchProcesses } = await import("./processes.mjs");
    const { servePage } = await import("./page.mjs");
    const backend = await watchProcesses(args);
    const page = await servePage(backend.url);
    const stop = async () => {
      await Promise.all([backend.stop(), page.close()]);
      process.exit(0);
    };
    // Ctrl-C comes twice, from the terminal and once more from npm: stop() is for any number of them.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  });
}
