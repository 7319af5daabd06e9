import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { OpenLabResponse } from "@wirestage/protocol";
import { percentile, report } from "./report.ts";
import { RunningServer } from "./running-server.ts";

const ROUNDS = 60;
const WARM_UP = 10;

const bareFastify = `const { createRequire } = require("node:module");
  const { fastify } = createRequire(process.cwd() + "/apps/server/package.json")("fastify");
  const app = fastify();
  app.get("/api/health", async () => ({}));
  app.post("/api/labs", async (request, reply) => reply.code(201).send({ id: "id", token: "token" }));
  app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });`;

const agent = new Agent({ keepAlive: true });

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
}

function openLab(port: number): Promise<Answer> {
  const options = { agent, host: "127.0.0.1", port, method: "POST", path: "/api/labs" };
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const asked = request({ ...options, headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, body }), reject);
    });
    asked.on("error", reject);
    asked.end("{}");
  });
}

/** From asking for a lab to having its id and token, in ms; all of them stay open, since closing slows the kernel down. */
async function openTimes({ port }: RunningServer): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const begun = performance.now();
    const { status, body } = await openLab(port);
    times.push(performance.now() - begun);
    if (status !== 201) throw new Error(`POST /api/labs was answered ${status}: ${body}`);
    OpenLabResponse.parse(JSON.parse(body));
  }
  return times.slice(WARM_UP);
}

const bare = await RunningServer.start(["-e", bareFastify]);
const baseline = percentile(await openTimes(bare), 0.5);
await bare.stop();

const server = await RunningServer.start(undefined, {
  WIRESTAGE_LABS_PER_MINUTE: "1000000",
  WIRESTAGE_MAX_LABS: String(WARM_UP + ROUNDS),
});
const times = await openTimes(server);
await server.stop();
agent.destroy();

report({
  name: `POST /api/labs until 201, median of ${ROUNDS}`,
  value: percentile(times, 0.5),
  unit: "ms",
  baseline: { name: "the same asked of a bare Fastify", value: baseline },
  aim: { atMost: 5 },
});
report({ name: "POST /api/labs until 201, 95th percentile", value: percentile(times, 0.95), unit: "ms" });
