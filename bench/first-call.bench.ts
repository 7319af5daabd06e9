import { spawnSync } from "node:child_process";
import type { Language } from "@wirestage/protocol";
import { LabProcess, pythonInterpreter } from "./lab-process.ts";
import { percentile, report } from "./report.ts";

const INTERPRETER = pythonInterpreter();
const ROUNDS = 30;
const WARM_UP = 3;

/** From asking for a run to the server's first call being told, in ms; each in a lab of its own. */
async function firstCall(lab: LabProcess, name: string, language: Language): Promise<number> {
  await lab.open(name);
  const called = new Promise<void>((resolve) =>
    lab.watch((line) => {
      if (line.includes('"kind":"call.entered"')) resolve();
    }),
  );
  const begun = performance.now();
  lab.command(name, { do: "run.start", run: "tcp-echo", language, paceMs: 0 });
  await called;
  const time = performance.now() - begun;
  await lab.close(name);
  return time;
}

/** A Python that does what the program must have done by then, in ms. */
function plainPython(): number {
  const begun = performance.now();
  spawnSync(INTERPRETER, ["-c", "import socket; socket.socket()"]);
  return performance.now() - begun;
}

const lab = await LabProcess.start();
const plain: number[] = [];
const times: Record<Language, number[]> = { ts: [], python: [] };
for (let round = -WARM_UP; round < ROUNDS; round += 1) {
  const measured = {
    plain: plainPython(),
    ts: await firstCall(lab, `ts ${round}`, "ts"),
    python: await firstCall(lab, `python ${round}`, "python"),
  };
  if (round < 0) continue;
  plain.push(measured.plain);
  times.ts.push(measured.ts);
  times.python.push(measured.python);
}
await lab.stop();

const baseline = { name: "plain CPython until it has a socket", value: percentile(plain, 0.5) };
report({
  name: `"run" to the first call of a Python program, median of ${ROUNDS}`,
  value: percentile(times.python, 0.5),
  unit: "ms",
  baseline,
});
report({
  name: `"run" to the first call of a TypeScript program, median of ${ROUNDS}`,
  value: percentile(times.ts, 0.5),
  unit: "ms",
  baseline,
});
