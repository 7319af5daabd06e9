import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../app-instance.ts";
import { ApiError } from "../errors/api-error.ts";

const YEAR_S = 365 * 24 * 60 * 60;
const NOT_BUILT =
  "The page has not been built. Stop the server and start it with `npm start`, which builds it. The API is at /api/docs.\n";

/**
 * Serves the built page from `webDir`, and its entry for every path that is neither a file nor ours: the page finds
 * its way by itself. Vite names what lies in `assets/` after its content, so that can be kept for ever.
 */
export async function addPage(app: App, webDir: string): Promise<void> {
  const assets = join(webDir, "assets") + sep;
  const isBuilt = () => existsSync(join(webDir, "index.html"));
  if (isBuilt()) {
    await app.register(fastifyStatic, {
      root: webDir,
      cacheControl: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const forEver = path.startsWith(assets);
        reply.header("cache-control", forEver ? `public, max-age=${YEAR_S}, immutable` : "no-cache");
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (!isPagePath(request)) throw new ApiError("not_found", { path: pathOf(request.url) });
    return isBuilt() ? reply.sendFile("index.html") : sayNotBuilt(reply);
  });
}

function isPagePath({ method, url }: FastifyRequest): boolean {
  const path = pathOf(url);
  const isOurs = path === "/api" || path.startsWith("/api/") || path.startsWith("/assets/");
  return !isOurs && (method === "GET" || method === "HEAD");
}

function pathOf(url: string): string {
  return url.split("?", 1)[0] ?? url;
}

function sayNotBuilt(reply: FastifyReply): FastifyReply {
  return reply.code(503).type("text/plain; charset=utf-8").send(NOT_BUILT);
}
