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
/** Rounds with one lab, so that as many samples are taken as make a good median. */
const ALONE_ROUNDS = 200;
/** Of these the first are left out: code runs slowly until it has been compiled. */
const WARM_UP = 100;
const ALONE_ROUND_MS = 100;
const CLIENT = 2;
const MEGABYTE = 1_000_000;

const server = await RunningServer.start(undefined, {
  WIRESTAGE_LABS_PER_MINUTE: "1000000",
  WIRESTAGE_REQUESTS_PER_MINUTE: "1000000",
  WIRESTAGE_MAX_LABS: String(LABS + 1),
});

/** At full speed, so that no time is spent resting before calls. */
const openLab = () => WatchedLab.open(server, { run: "tcp-echo", paceMs: 0 });

/** Each lab echoes a line in each round; they do so one after another, not all in the same instant. */
async function echo(labs: readonly WatchedLab[], rounds: number, roundMs: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const lab of labs) {
      lab.type(CLIENT, `line ${round}`);
      await wait(roundMs / labs.length);
    }
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

async function roundTripsOf(labs: readonly WatchedLab[]): Promise<number[]> {
  const traces = [];
  for (const lab of labs) traces.push(await lab.events());
  return traces.flatMap(roundTrips);
}

function memory(): number {
  return memoryOfTree(server.pid) + kernelMemory();
}

const first = await openLab();
await echo([first], ALONE_ROUNDS, ALONE_ROUND_MS);
const alone = (await roundTripsOf([first])).slice(WARM_UP);
first.close();

const before = memory();
const labs = [];
for (let count = 0; count < LABS; count += 1) labs.push(await openLab());
await echo(labs, ROUNDS, ROUND_MS);
const perLab = (memory() - before) / LABS;
const together = await roundTripsOf(labs);
for (const lab of labs) lab.close();
await server.stop();
if (together.length < LABS * ROUNDS)
  throw new Error(`Only ${together.length} of ${LABS * ROUNDS} lines came back.`);

report({
  name: `memory of a further lab with a running echo pair, processes and kernel, mean of ${LABS}`,
  value: perLab / MEGABYTE,
  unit: "MB",
  aim: { atMost: 8 },
});
report({
  name: `a line there and back in one of ${LABS} labs that each send one a second, median of ${together.length}`,
  value: percentile(together, 0.5),
  unit: "ms",
  baseline: { name: `one lab alone, median of ${alone.length}`, value: percentile(alone, 0.5) },
  aim: { ratioAtMost: 1.2 },
});
report({
  name: `the same, 95th percentile`,
  value: percentile(together, 0.95),
  unit: "ms",
  baseline: { name: "one lab alone", value: percentile(alone, 0.95) },
});
