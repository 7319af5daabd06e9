import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { percentile, report } from "./report.ts";

const ROUNDS = 5;
const root = fileURLToPath(new URL("..", import.meta.url));

/** What no server in Node can be faster than. */
const bareServer = `require("node:http").createServer((_, reply) => reply.end("{}"))
  .listen(process.env.PORT, "127.0.0.1")`;

const started: number[] = [];
const bare: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  bare.push(await untilHealthy(["-e", bareServer]));
  started.push(await untilHealthy(["scripts/start.mjs"]));
}
report({
  name: `start, nothing to build, to the first answer, median of ${ROUNDS}`,
  value: percentile(started, 0.5),
  unit: "ms",
  baseline: { name: "bare Node HTTP server", value: percentile(bare, 0.5) },
  aim: { atMost: 2000 },
});

/** From spawning the process to its first answer to `GET /api/health`, in ms. */
async function untilHealthy(args: readonly string[]): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, PORT: String(port), WIRESTAGE_LOG_LEVEL: "warn" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    while (!(await answers(`http://127.0.0.1:${port}/api/health`))) requireAlive(child);
    return performance.now() - begun;
  } finally {
    if (child.exitCode === null && child.kill("SIGTERM")) await once(child, "exit");
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function requireAlive(child: ChildProcess): void {
  if (child.exitCode !== null)
    throw new Error(`The server ended with code ${child.exitCode} before it answered.`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string")
    throw new Error("A TCP server has an address and a port.");
  return address.port;
}
