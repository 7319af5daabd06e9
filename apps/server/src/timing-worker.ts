import { randomInt } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import { COMPARED_BYTES, type ComparisonTiming } from "@wirestage/protocol";
import { timePythonComparisons } from "./timing/python-comparisons.ts";
import { type TimingExtent, timeComparisons } from "./timing/time-comparisons.ts";
import { TimingStart } from "./timing/worker-start.ts";

/** 200 batches of 50 µs for each of 15 and of 10 cells are 0.15 s and 0.1 s; a slow or busy machine measures fewer. */
const EXTENT: TimingExtent = { rounds: 200, batchNs: 50_000, budgetNs: 700_000_000 };

/** A thread that times comparisons, one language after the other, says what it measured, and ends. */
function main(): void {
  const { python } = TimingStart.parse(workerData);
  const clock = () => process.hrtime.bigint();
  const methods = timeComparisons({ clock, random: (limit) => randomInt(limit) }, EXTENT);
  const inPython = timePythonComparisons(python, EXTENT);
  parentPort?.postMessage({
    comparedBytes: COMPARED_BYTES,
    methods: [...methods, ...(inPython?.methods ?? [])],
    python: inPython?.version ?? null,
  } satisfies ComparisonTiming);
}

main();
