import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../source-tree.mjs";

const web = join(root, "apps/web");

/**
 * Vite's development server for the page, with everything that is not the page handed on to the backend.
 * @param {string} backend origin of the Wirestage server
 */
export async function servePage(backend) {
  const library = createRequire(join(web, "package.json")).resolve("vite");
  /** @type {{ createServer(config: object): Promise<ViteServer> }} */
  const { createServer } = await import(pathToFileURL(library).href);
  const handOn = { target: backend, ws: true, changeOrigin: true, headers: { origin: backend } };
  const server = await createServer({
    root: web,
    configFile: join(web, "vite.config.ts"),
    server: { proxy: { "/api": handOn, "/metrics": handOn } },
  });
  await server.listen();
  server.printUrls();
  return server;
}

/** @typedef {{ listen(): Promise<unknown>, printUrls(): void, close(): Promise<void> }} ViteServer */
