import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
};

/** Builds the page that needs no server, as its users do. */
export async function buildStatic(folder: string): Promise<void> {
  await run(process.execPath, ["scripts/build-static.mjs", folder], { cwd: root });
}

/** A web server that knows nothing but files, below `/course/wire/` as on somebody's course site. */
export class StaticFiles {
  readonly address: string;
  readonly #server: Server;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.address = `http://127.0.0.1:${port}/course/wire/`;
  }

  static async serve(folder: string): Promise<StaticFiles> {
    const server = createServer(async ({ url = "/" }, response) => {
      const { pathname } = new URL(url, "http://localhost");
      const path = normalize(pathname.replace(/^\/course\/wire\/$/, "/course/wire/index.html"));
      try {
        if (!path.startsWith("/course/wire/")) throw new Error("outside");
        const content = await readFile(join(folder, path.slice("/course/wire/".length)));
        response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream");
        response.end(content);
      } catch {
        response.writeHead(404).end();
      }
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return new StaticFiles(server, port);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
