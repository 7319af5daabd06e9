import { spawnSync } from "node:child_process";
import { z } from "zod";
import { LabProcess } from "./lab-process.ts";
import { percentile, report } from "./report.ts";

const ROUNDS = 3;
const Bare = z.object({ framesPerSecond: z.number() });

/** TCP frames of one bulk transfer that crossed the wire in a second, every frame, call and state written as an event. */
async function withEvents(): Promise<number> {
  const lab = await LabProcess.start("bench/programs");
  let frames = 0;
  let first = 0;
  const finished = new Promise<void>((resolve) => {
    lab.watch((line) => {
      if (line.includes('"kind":"frame.delivered"')) {
        first ||= performance.now();
        frames += 1;
      }
      if (line.includes('"text":"took ')) resolve();
    });
  });
  await lab.open("bulk", { run: "tcp-echo", paceMs: 0 });
  await finished;
  const seconds = (performance.now() - first) / 1000;
  await lab.stop();
  return frames / seconds;
}

function bare(): number {
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
  return Bare.parse(JSON.parse(stdout)).framesPerSecond;
}

const measured: number[] = [];
const baselines: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  baselines.push(bare());
  measured.push(await withEvents());
}
report({
  name: `frames through the wire with all events on, TCP bulk, median of ${ROUNDS}`,
  value: percentile(measured, 0.5),
  unit: "1/s",
  baseline: { name: "bare loop between two TAPs", value: percentile(baselines, 0.5) },
});
