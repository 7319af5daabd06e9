import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type RunningServer, runServer } from "../testing/running-server.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let server: RunningServer;
beforeAll(async () => {
  const webDir = await mkdtemp(join(tmpdir(), "wirestage-page-"));
  await mkdir(join(webDir, "assets"));
  await writeFile(join(webDir, "index.html"), "<!doctype html><title>the page</title>");
  await writeFile(join(webDir, "assets", "main-abc123.js"), "export {};");
  await writeFile(join(webDir, "assets", "main-abc123.js.br"), "compressed");
  server = await runServer({ webDir });
});
afterAll(() => server.stop());

test.each(["/", "/labs/AAAA", "/any/where?x=1"])("%s is the page, asked for anew each time", async (path) => {
  const response = await server.fetch(path);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-cache");
  expect(await response.text()).toContain("the page");
});

test("a file named after its content may be kept for a year", async () => {
  const headers = { "accept-encoding": "identity" };
  const response = await server.fetch("/assets/main-abc123.js", { headers });
  expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(response.headers.get("content-type")).toContain("javascript");
});

test("who takes brotli gets the file that was compressed when the page was built", async () => {
  const response = await server.fetch("/assets/main-abc123.js", {
    method: "HEAD",
    headers: { "accept-encoding": "br" },
  });
  expect(response.headers.get("content-encoding")).toBe("br");
});

test("a file of an older build is not answered with the page", async () => {
  expect((await server.fetch("/assets/main-old.js")).status).toBe(404);
});

test("a path that leaves the directory gets no file", async () => {
  const response = await server.fetch("/assets/..%2f..%2f..%2fetc%2fpasswd");
  expect(await response.text()).not.toContain("root:");
});

test("a page that was not built: a plain sentence says how to build it", async () => {
  const unbuilt = await runServer();
  const response = await unbuilt.fetch("/");
  expect(response.status).toBe(503);
  expect(response.headers.get("content-type")).toContain("text/plain");
  expect(await response.text()).toContain("npm start");
  await unbuilt.stop();
});
