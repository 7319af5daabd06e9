/** A thread that puts its settled file in the old one's place only after somebody has deleted that. */
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";

const { path } = workerData;
const facts = { programs: [], events: 0, frames: 0, durationNs: 0 };

writeFileSync(join(dirname(path), "settling"), "");
const watch = setInterval(() => {
  if (existsSync(path)) return;
  clearInterval(watch);
  writeFileSync(path, "blocks");
  writeFileSync(join(dirname(path), "renamed"), "");
  parentPort?.postMessage({ type: "settled", state: "ended", bytes: 6, facts });
}, 5);
