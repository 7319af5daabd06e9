import { setTimeout as wait } from "node:timers/promises";
import { NS_PER_MS, type TraceEvent } from "@wirestage/trace";
import { kernelMemory, memoryOfTree } from "./memory.ts";
import { percentile, report } from "./report.ts";
import { RunningServer } from "./running-server.ts";
import { WatchedLab } from "./watched-lab.ts";

/** A class: each lab has a running pair, and types a line a second. */
const LABS = 100;
const ROUNDS = 10;
const ROUND_MS = 1_000;
/** Lines of the lab on a server of its own in each round: as many as make a good median. */
const ALONE_LINES = 20;
/** The first lines of both are left out: code runs slowly until it has been compiled. */
const WARM_UP = 100;
const WARM_UP_ROUNDS = 3;
const CLIENT = 2;
const MEGABYTE = 1_000_000;

function startServer(): Promise<RunningServer> {
  return RunningServer.start(undefined, {
    WIRESTAGE_LABS_PER_MINUTE: "1000000",
    WIRESTAGE_REQUESTS_PER_MINUTE: "1000000",
    WIRESTAGE_MAX_LABS: String(LABS),
  });
}

/** At full speed, so that no time is spent resting before calls. */
function openLab(server: RunningServer): Promise<WatchedLab> {
  return WatchedLab.open(server, { run: "tcp-echo", paceMs: 0 });
}

/** Each lab is typed a line; they are not all in the same instant. */
async function echo(labs: readonly WatchedLab[], betweenMs: number): Promise<void> {
  for (const lab of labs) {
    lab.type(CLIENT, "hello");
    await wait(betweenMs);
  }
}

/** From the client's entering of `sendall` to its having the whole reply, in ms, for each line. */
function roundTrips(events: readonly TraceEvent[]): number[] {
  const times: number[] = [];
  const received = new Set<number>();
  let sentAt: number | null = null;
  for (const event of events) {
    if (event.kind === "call.entered" && event.program === CLIENT) {
      if (event.name === "sendall") sentAt = event.t;
      if (event.name === "recv") received.add(event.call);
    }
    if (event.kind === "call.returned" && received.has(event.call) && sentAt !== null) {
      times.push((event.t - sentAt) / NS_PER_MS);
      sentAt = null;
    }
  }
  return times;
}

async function roundTripsOf(labs: readonly WatchedLab[], leaveOut: number): Promise<number[]> {
  const times = [];
  for (const lab of labs) times.push(...roundTrips(await lab.events()).slice(leaveOut));
  return times;
}

function memoryOf(server: RunningServer): number {
  return memoryOfTree(server.pid) + kernelMemory();
}

const aloneServer = await startServer();
const single = await openLab(aloneServer);
await echo(Array(WARM_UP).fill(single), ROUND_MS / LABS);

const server = await startServer();
const labs = [await openLab(server), await openLab(server)];
// One in each lab process, so that what they need themselves is not counted.
const before = memoryOf(server);
while (labs.length < LABS) labs.push(await openLab(server));
for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await echo(labs, ROUND_MS / LABS);
// In turns, so that whatever else the machine does disturbs both alike.
for (let round = 0; round < ROUNDS; round += 1) {
  await echo(Array(ALONE_LINES).fill(single), ROUND_MS / LABS);
  await echo(labs, ROUND_MS / LABS);
}
const perLab = (memoryOf(server) - before) / (LABS - 2);
const alone = await roundTripsOf([single], WARM_UP);
const together = await roundTripsOf(labs, WARM_UP_ROUNDS);
for (const lab of [single, ...labs]) lab.close();
await Promise.all([aloneServer.stop(), server.stop()]);
if (together.length < LABS * ROUNDS)
  throw new Error(`Only ${together.length} of ${LABS * ROUNDS} lines came back.`);

report({
  name: `memory of a further lab with a running echo pair, processes and kernel, mean of ${LABS - 2}`,
  value: perLab / MEGABYTE,
  unit: "MB",
  aim: { atMost: 8 },
});
report({
  name: `a line there and back in one of ${LABS} labs that each send one a second, median of ${together.length}`,
  value: percentile(together, 0.5),
  unit: "ms",
  baseline: { name: `a lab alone on its server, median of ${alone.length}`, value: percentile(alone, 0.5) },
  aim: { ratioAtMost: 1.2 },
});
report({
  name: "the same, 95th percentile",
  value: percentile(together, 0.95),
  unit: "ms",
  baseline: { name: "a lab alone on its server", value: percentile(alone, 0.95) },
});
