import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { bundle, processes } from "../build/bundle.mjs";
import { freePort } from "../free-port.mjs";
import { serverEntry, unstampBuild } from "../launch/build-stamp.mjs";
import { root } from "../source-tree.mjs";

/**
 * Builds server and lab on every change, and starts the server again after each build that succeeded.
 * @param {readonly string[]} args for the server
 */
export async function watchProcesses(args) {
  unstampBuild();
  const port = process.env["PORT"] ?? String(await freePort());
  const server = new RestartedServer(args, port);
  const watchers = await Promise.all(processes.map((name) => bundle(name, [restart(server, name)])));
  await Promise.all(watchers.map((watcher) => watcher.watch()));
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await Promise.all(watchers.map((watcher) => watcher.dispose()));
      await server.stop();
    },
  };
}

/**
 * @param {RestartedServer} server
 * @param {string} name of the process that is built
 * @returns {import("esbuild").Plugin}
 */
function restart(server, name) {
  return {
    name: "restart",
    setup(build) {
      build.onEnd(({ errors }) => {
        if (errors.length === 0) server.rebuilt(name);
      });
    },
  };
}

/** One server process at a time; however often it is asked while one is ending, the next start is one start. */
class RestartedServer {
  #args;
  #port;
  /** The server finds its lab process only once both have been built. */
  #missing = new Set(processes);
  #stopping = false;
  /** @type {import("node:child_process").ChildProcess | undefined} */
  #child;
  /** @type {Promise<void> | undefined} */
  #restarting;

  /**
   * @param {readonly string[]} args
   * @param {string} port
   */
  constructor(args, port) {
    this.#args = args;
    this.#port = port;
  }

  /** @param {string} name */
  rebuilt(name) {
    this.#missing.delete(name);
    if (this.#missing.size > 0 || this.#stopping) return;
    this.#restarting ??= this.#end().then(() => {
      this.#restarting = undefined;
      if (!this.#stopping) this.#start();
    });
  }

  async stop() {
    this.#stopping = true;
    await this.#restarting;
    await this.#end();
  }

  #start() {
    this.#child = spawn(process.execPath, ["--enable-source-maps", join(root, serverEntry), ...this.#args], {
      env: { ...process.env, PORT: this.#port, WIRESTAGE_ROOT: process.env["WIRESTAGE_ROOT"] ?? root },
      stdio: "inherit",
      // Ctrl-C reaches this command alone, and it ends the server in good order.
      detached: true,
    });
  }

  async #end() {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  }
}
