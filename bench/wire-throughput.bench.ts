import { spawnSync } from "node:child_process";
import type { OpenLabInput } from "@wirestage/protocol";
import { NS_PER_S } from "@wirestage/trace";
import { z } from "zod";
import { LabProcess } from "./lab-process.ts";
import { percentile, report } from "./report.ts";

const ROUNDS = 3;
/** Each is judged for every frame of its direction, and concerns few, with nothing that TCP would slow down for. */
const RULES: OpenLabInput["rules"] = [
  {
    id: "data",
    host: "client",
    filter: "tcp.dstport == 8888 && tcp.len > 1000",
    pick: { of: "every", nth: 1_000 },
    action: { do: "duplicate" },
  },
  {
    id: "acks",
    host: "server",
    filter: "tcp.flags.ack == 1 && tcp.len == 0",
    pick: { of: "share", percent: 0.1 },
    action: { do: "duplicate" },
  },
];
const US_PER_S = 1_000_000;

/** How frames crossed from one host to the other. */
const Crossing = z.object({ framesPerSecond: z.number(), cpuUsPerFrame: z.number() });
type Crossing = z.infer<typeof Crossing>;

/**
 * One bulk transfer over TCP, every frame, call and state written as an event. The rate is that of the lab's own clock,
 * so that it does not hang on who reads the events.
 */
async function withEvents(rules: OpenLabInput["rules"]): Promise<Crossing> {
  const lab = await LabProcess.start("bench/programs");
  const arrivals: number[] = [];
  const finished = new Promise<void>((resolve) => {
    lab.watch((line) => {
      const [, t] = /^\{"seq":\d+,"t":(\d+),"kind":"frame\.delivered"/.exec(line) ?? [];
      if (t !== undefined) arrivals.push(Number(t));
      if (line.includes('"text":"took ')) resolve();
    });
  });
  const before = lab.cpuSeconds();
  await lab.open("bulk", { run: "tcp-echo", paceMs: 0, rules });
  await finished;
  const cpuUsPerFrame = ((lab.cpuSeconds() - before) * US_PER_S) / arrivals.length;
  await lab.stop();
  const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / NS_PER_S;
  return { framesPerSecond: arrivals.length / seconds, cpuUsPerFrame };
}

function bare(): Crossing {
  const command = [
    "--user",
    "--map-root-user",
    "--net",
    process.execPath,
    "--import",
    "tsx",
    "bench/bare-wire.ts",
  ];
  const { stdout, stderr, status } = spawnSync("unshare", command, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return Crossing.parse(JSON.parse(stdout));
}

function median(crossings: readonly Crossing[], of: keyof Crossing): number {
  return percentile(
    crossings.map((crossing) => crossing[of]),
    0.5,
  );
}

const bares: Crossing[] = [];
const events: Crossing[] = [];
const all: Crossing[] = [];
for (let round = 0; round < ROUNDS; round++) {
  bares.push(bare());
  events.push(await withEvents([]));
  all.push(await withEvents(RULES));
}
const baseline = (of: keyof Crossing) => ({ name: "bare loop between two TAPs", value: median(bares, of) });
report({
  name: `frames through the wire with all events on, TCP bulk, median of ${ROUNDS}`,
  value: median(events, "framesPerSecond"),
  unit: "1/s",
  baseline: baseline("framesPerSecond"),
});
report({
  name: `the same with a rule and its filter in each direction, median of ${ROUNDS}`,
  value: median(all, "framesPerSecond"),
  unit: "1/s",
  baseline: baseline("framesPerSecond"),
  aim: { ratioAtLeast: 0.5 },
});
report({
  name: `processor time for each of these frames, median of ${ROUNDS}`,
  value: median(all, "cpuUsPerFrame"),
  unit: "µs",
  baseline: baseline("cpuUsPerFrame"),
});
