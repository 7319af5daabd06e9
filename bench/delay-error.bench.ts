import { NS_PER_US, TraceEvent } from "@wirestage/trace";
import { LabProcess } from "./lab-process.ts";
import { percentile, report } from "./report.ts";

const LINES = 256;
const TIMER_MS = 2;

/** How much later than the wire meant to each frame was handed over, in µs; negative is too early. */
async function lateness(): Promise<number[]> {
  const lab = await LabProcess.start();
  const due = new Map<number, number>();
  const late: number[] = [];
  const ended = new Promise<void>((resolve) => {
    lab.watch((line) => {
      const event = TraceEvent.parse(JSON.parse(line));
      if (event.kind === "program.ended") resolve();
      if (event.kind === "frame.sent" && event.due !== null) due.set(event.frame, event.due);
      if (event.kind === "frame.rescheduled") due.set(event.frame, event.due);
      if (event.kind !== "frame.delivered") return;
      const meant = due.get(event.frame);
      if (meant !== undefined) late.push((event.t - meant) / NS_PER_US);
    });
  });
  await lab.open("delays", {
    run: "udp-echo",
    input: [...Array<string>(LINES - 1).fill("hello"), "exit"],
    paceMs: 0,
    latencyMs: TIMER_MS,
    rules: [
      {
        id: "jitter",
        host: null,
        filter: "udp",
        pick: { of: "all" },
        action: { do: "delay", delayNs: 0, jitterNs: 1_000 * NS_PER_US, keepsOrder: true },
      },
    ],
  });
  await ended;
  await lab.stop();
  return late;
}

/** How much later than asked for Node's own timer fires, in µs. */
async function timerLateness(): Promise<number[]> {
  const late: number[] = [];
  for (let round = 0; round < LINES; round++) {
    const begun = performance.now();
    await new Promise((resolve) => setTimeout(resolve, TIMER_MS));
    late.push((performance.now() - begun - TIMER_MS) * 1_000);
  }
  return late;
}

const timer = await timerLateness();
const late = await lateness();
report({
  name: `frames delivered later than the wire meant to, p95 of ${late.length}`,
  value: percentile(late, 0.95),
  unit: "µs",
  baseline: { name: "Node's own timer, p95", value: percentile(timer, 0.95) },
  aim: { atMost: 150 },
});
report({
  name: `frames delivered too early, of ${late.length}: the earliest, as µs late`,
  value: percentile(late, 0),
  unit: "µs",
  baseline: { name: "Node's own timer", value: percentile(timer, 0) },
  aim: { atLeast: 0 },
});
