import { spawnSync } from "node:child_process";
import { LabProcess } from "./lab-process.ts";
import { percentile, report } from "./report.ts";

const LABS = 100;
/** So many stay open beside the one that is measured. */
const OPEN_AT_ONCE = 10;

const lab = await LabProcess.start();
const times: number[] = [];
for (let count = 0; count < LABS; count++) {
  times.push(await lab.open(`lab ${count}`));
  if (count >= OPEN_AT_ONCE) await lab.close(`lab ${count - OPEN_AT_ONCE}`);
}
await lab.stop();

report({
  name: `lab creation, two hosts and their wire, median of ${LABS}`,
  value: percentile(times, 0.5),
  unit: "ms",
  baseline: { name: "one `unshare --net true`", value: percentile(bareNamespaces(), 0.5) },
  aim: { atMost: 5 },
});
report({ name: `lab creation, 95th percentile of ${LABS}`, value: percentile(times, 0.95), unit: "ms" });

/** Making a single empty namespace by the system's own program, in ms. */
function bareNamespaces(): number[] {
  return Array.from({ length: 20 }, () => {
    const begun = performance.now();
    spawnSync("unshare", ["--user", "--map-root-user", "--net", "true"]);
    return performance.now() - begun;
  });
}
