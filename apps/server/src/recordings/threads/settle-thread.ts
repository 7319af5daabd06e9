import { parentPort } from "node:worker_threads";
import { errorName } from "../../labs/kernel-probe.ts";
import { settleFile } from "../kept/recording-file.ts";
import type { FromSettler } from "../worker-message.ts";

/** Settles one file and ends. */
export function runSettleThread(path: string, application: string): void {
  parentPort?.postMessage(settled(path, application));
}

function settled(path: string, application: string): FromSettler {
  try {
    return { type: "settled", ...settleFile(path, application) };
  } catch (error) {
    return { type: "failed", why: errorName(error) };
  }
}
