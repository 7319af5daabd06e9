import { once } from "node:events";
import { chmodSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { execSocketName, LIMITS } from "@wirestage/protocol";
import type { FastifyBaseLogger } from "fastify";
import type { App } from "../app-instance.ts";
import { errorName } from "../labs/kernel-probe.ts";
import { type ExecParts, ExecSession } from "./exec-session.ts";
import { whyNotPrivate } from "./private-directory.ts";

export interface ExecSocketOptions extends ExecParts {
  /** Where the socket may be, best first. */
  readonly directories: readonly string[];
  /** Whose server this is. */
  readonly uid: number;
  readonly log: FastifyBaseLogger;
}

const OWNER_ONLY = 0o600;

/**
 * A Unix socket for `wirestage exec`, from when the server listens until it stops. It is a server of its own: whoever
 * reaches it is this user on this machine, and nothing of it can be reached through HTTP.
 */
export function addExecSocket(app: App, options: ExecSocketOptions): void {
  const connections = new Set<Socket>();
  let server: Server | null = null;
  app.addHook("onListen", async () => {
    const port = portOf(app);
    if (port !== null) server = await listen(port, connections, options);
  });
  app.addHook("preClose", async () => {
    server?.close();
    for (const connection of connections) connection.end();
  });
}

function portOf(app: App): number | null {
  const address = app.server.address();
  return address === null || typeof address === "string" ? null : address.port;
}

/** Null, and a warning in the log, where there is no place for it: all else works without. */
async function listen(
  port: number,
  connections: Set<Socket>,
  options: ExecSocketOptions,
): Promise<Server | null> {
  try {
    const path = join(privateDirectory(options), execSocketName(port));
    await removeStale(path);
    const server = createServer((connection) => accept(connection, connections, options));
    server.maxConnections = LIMITS.execConnections;
    server.listen(path);
    await once(server, "listening");
    chmodSync(path, OWNER_ONLY);
    return server;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    options.log.warn({ why }, "`wirestage exec` cannot reach this server");
    return null;
  }
}

function accept(connection: Socket, connections: Set<Socket>, options: ExecSocketOptions): void {
  connections.add(connection);
  connection.once("close", () => connections.delete(connection));
  new ExecSession(connection, options);
}

/** @throws Error where none of the directories can be used */
function privateDirectory({ directories, uid }: ExecSocketOptions): string {
  const reasons = directories.map((directory) => ({ directory, why: whyNotPrivate(directory, uid) }));
  const usable = reasons.find(({ why }) => why === null);
  if (usable !== undefined) return usable.directory;
  throw new Error(`${reasons.map(({ directory, why }) => `${directory} ${why}`).join("; ")}.`);
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
