import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Language } from "@wirestage/protocol";
import { TraceEvent } from "@wirestage/trace";
import { LabProcess, pythonInterpreter } from "./lab-process.ts";
import { percentile, report } from "./report.ts";

const INTERPRETER = pythonInterpreter();
const ROUNDS = 5;
const PROGRAM = { run: "udp-echo-once", role: "server" } as const;
const NS_PER_US = 1_000;

/** A directory of programs with the loop and the tracer and nothing else. */
const programs = mkdtempSync(join(tmpdir(), "wirestage-bench-"));
symlinkSync(resolve("packages/programs/python"), join(programs, "python"));
symlinkSync(resolve("bench/programs", PROGRAM.run), join(programs, PROGRAM.run));

/** What the program says of itself, in ns for a call. */
function costIn(output: string): number {
  const cost = /each call took (\d+) ns/.exec(output)?.[1];
  if (cost === undefined) throw new Error(`The loop did not say what a call cost: ${output}`);
  return Number(cost);
}

/** The loop in CPython as it is. */
function plainCost(): number {
  const { stdout, stderr } = spawnSync(INTERPRETER, [join(programs, PROGRAM.run, "server.py")], {
    encoding: "utf8",
  });
  return costIn(stdout + stderr);
}

/** The same loop in a lab at full speed, each call of it told, looked at and written down. */
async function labCost(language: Language): Promise<number> {
  const lab = await LabProcess.start(programs);
  await lab.open("loop");
  let output = "";
  const ended = new Promise<void>((resolve) =>
    lab.watch((line) => {
      if (line.includes('"kind":"program.ended"')) resolve();
      if (!line.includes('"kind":"program.output"')) return;
      const event = TraceEvent.parse(JSON.parse(line));
      if (event.kind === "program.output") output += event.text;
    }),
  );
  lab.command("loop", { do: "program.start", ...PROGRAM, language, paceMs: 0 });
  await ended;
  await lab.stop();
  return costIn(output);
}

const plain: number[] = [];
const costs: Record<Language, number[]> = { ts: [], python: [] };
for (let round = 0; round < ROUNDS; round += 1) {
  plain.push(plainCost());
  costs.python.push(await labCost("python"));
  costs.ts.push(await labCost("ts"));
}
rmSync(programs, { recursive: true });

const baseline = { name: "the same loop in plain CPython", value: percentile(plain, 0.5) / NS_PER_US };
report({
  name: `one setsockopt of a Python program in a lab at full speed, median of ${ROUNDS} loops`,
  value: percentile(costs.python, 0.5) / NS_PER_US,
  unit: "µs",
  baseline,
});
report({
  name: `the same of a TypeScript program`,
  value: percentile(costs.ts, 0.5) / NS_PER_US,
  unit: "µs",
  baseline,
});
