import { percentile, report } from "./report.ts";
import { RunningServer } from "./running-server.ts";

const ROUNDS = 5;

/** What no server in Node can be faster than. */
const bareServer = `require("node:http").createServer((_, reply) => reply.end("{}"))
  .listen(process.env.PORT, "127.0.0.1")`;

async function startTime(args: readonly string[]): Promise<number> {
  const server = await RunningServer.start(args);
  await server.stop();
  return server.startedIn;
}

const started: number[] = [];
const bare: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  bare.push(await startTime(["-e", bareServer]));
  started.push(await startTime(["scripts/start.mjs"]));
}
report({
  name: `start, nothing to build, to the first answer, median of ${ROUNDS}`,
  value: percentile(started, 0.5),
  unit: "ms",
  baseline: { name: "bare Node HTTP server", value: percentile(bare, 0.5) },
  aim: { atMost: 2000 },
});
