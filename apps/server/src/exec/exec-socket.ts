import { once } from "node:events";
import { chmodSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { execSocketName, LIMITS } from "@wirestage/protocol";
import type { FastifyBaseLogger } from "fastify";
import { errorName } from "../labs/kernel-probe.ts";
import { type ExecParts, ExecSession } from "./exec-session.ts";
import { type PrivateDirectories, privateDirectory } from "./private-directory.ts";

export interface ExecSocketOptions extends ExecParts, PrivateDirectories {
  readonly log: FastifyBaseLogger;
}

const OWNER_ONLY = 0o600;

/**
 * A Unix socket for `wirestage exec`. It is a server of its own: whoever reaches it is this user on this machine, and
 * nothing of it can be reached through HTTP.
 */
export class ExecSocket {
  readonly #options: ExecSocketOptions;
  readonly #server: Server;
  readonly #connections = new Set<Socket>();

  constructor(options: ExecSocketOptions) {
    this.#options = options;
    this.#server = createServer((connection) => this.#accept(connection));
    this.#server.maxConnections = LIMITS.execConnections;
  }

  /** Under the name of `port`. Where there is no place for it the log says so: all else works without. */
  async open(port: number): Promise<void> {
    try {
      const path = join(privateDirectory(this.#options), execSocketName(port));
      await removeStale(path);
      this.#server.listen(path);
      await once(this.#server, "listening");
      chmodSync(path, OWNER_ONLY);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#options.log.warn({ why }, "`wirestage exec` cannot reach this server");
    }
  }

  /** Takes no further connection and ends those that are there; the file goes with it. */
  close(): void {
    this.#server.close();
    for (const connection of this.#connections) connection.end();
  }

  #accept(connection: Socket): void {
    this.#connections.add(connection);
    connection.once("close", () => this.#connections.delete(connection));
    new ExecSession(connection, this.#options);
  }
}

/** A socket that nobody answers was left by a server that was killed. @throws Error where somebody does */
async function removeStale(path: string): Promise<void> {
  const connection = connect(path);
  try {
    await once(connection, "connect");
  } catch (error) {
    if (errorName(error) === "ENOENT") return;
    unlinkSync(path);
    return;
  } finally {
    connection.destroy();
  }
  throw new Error(`Another server on this port answers at ${path}.`);
}
