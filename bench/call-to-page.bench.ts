import { once } from "node:events";
import { type ClientMessageInput, OpenLabResponse, ServerMessage } from "@wirestage/protocol";
import { WebSocket } from "ws";
import { percentile, report } from "./report.ts";
import { RunningServer } from "./running-server.ts";

const ROUNDS = 1000;
const WARM_UP = 200;

const bareEcho = `const { WebSocketServer } = require("ws");
  const server = require("node:http").createServer((_, reply) => reply.end("{}"));
  new WebSocketServer({ server }).on("connection", (socket) => socket.on("message", (data) => socket.send(data)));
  server.listen(process.env.PORT, "127.0.0.1")`;

async function connect(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  await once(socket, "open");
  return socket;
}

/** Round trips of a message as long as a command, in ms. */
async function echoTimes(): Promise<number[]> {
  const server = await RunningServer.start(["-e", bareEcho], { NODE_PATH: "bench/node_modules" });
  const socket = await connect(`ws://127.0.0.1:${server.port}/`);
  const message = JSON.stringify({ type: "command", id: 1, command: { do: "wire.hold", on: true } });
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const begun = performance.now();
    socket.send(message);
    await once(socket, "message");
    times.push(performance.now() - begun);
  }
  socket.close();
  await server.stop();
  return times.slice(WARM_UP);
}

/**
 * From the moment that an event was learned in the lab process to its arrival here. The two clocks tick alike, and are
 * aligned by the command whose round trip was shortest, as NTP does: the event lies in the middle of it.
 */
async function eventTimes(): Promise<number[]> {
  const server = await RunningServer.start(undefined, { WIRESTAGE_MESSAGES_PER_SECOND: "10000" });
  const opened = await fetch(`http://127.0.0.1:${server.port}/api/labs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  const { id, token } = OpenLabResponse.parse(await opened.json());
  const socket = await connect(`ws://127.0.0.1:${server.port}/api/labs/${id}/trace`);
  const say = (message: ClientMessageInput) => socket.send(JSON.stringify(message));
  say({ type: "hello", token });
  const samples: { sent: number; learned: number; arrived: number }[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const answered = eventOf(socket);
    const sent = performance.now();
    say({ type: "command", id: round, command: { do: "wire.delay", host: "client", delayNs: round + 1 } });
    samples.push({ sent, ...(await answered) });
  }
  socket.close();
  await server.stop();
  const measured = samples.slice(WARM_UP);
  const shortest = measured.reduce((best, each) =>
    each.arrived - each.sent < best.arrived - best.sent ? each : best,
  );
  const offset = (shortest.sent + shortest.arrived) / 2 - shortest.learned;
  return measured.map(({ learned, arrived }) => arrived - (learned + offset));
}

/** The next `rule.changed`: when the lab learned it (trace time, in ms) and when it came. */
function eventOf(socket: WebSocket): Promise<{ learned: number; arrived: number }> {
  return new Promise((resolve) => {
    const take = (data: Buffer) => {
      const arrived = performance.now();
      const message = ServerMessage.parse(JSON.parse(data.toString()));
      if (message.type !== "batch") return;
      const event = message.events.find(({ kind, seq }) => kind === "rule.changed" && seq > 0);
      if (!event) return;
      socket.off("message", take);
      resolve({ learned: event.t / 1e6, arrived });
    };
    socket.on("message", take);
  });
}

const baseline = percentile(await echoTimes(), 0.5);
const times = await eventTimes();
report({
  name: `event learned in the lab to its arrival in a client, median of ${ROUNDS}`,
  value: percentile(times, 0.5),
  unit: "ms",
  baseline: { name: "round trip of a bare WebSocket echo", value: baseline },
  aim: { ratioAtMost: 2 },
});
report({ name: "the same, 95th percentile", value: percentile(times, 0.95), unit: "ms" });
