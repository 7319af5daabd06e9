import { stat } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { errorName } from "../../labs/kernel-probe.ts";
import { FromSettler, type WorkerStart } from "../worker-message.ts";
import type { WorkerOptions } from "../write-in-worker.ts";

const MEBIBYTE = 1024 ** 2;
/** What the thread's heap may grow to: itself, and the file's events with what is told of its frames. */
const OWN_HEAP_MB = 128;
const HEAP_PER_FILE = 8;

/** Settles the file at `path` in a thread of its own, which ends when `signal` aborts; never rejects. */
export async function settleInWorker(
  path: string,
  { entry, application }: WorkerOptions,
  signal: AbortSignal,
): Promise<FromSettler> {
  try {
    signal.throwIfAborted();
    const { size } = await stat(path);
    const worker = new Worker(entry, {
      workerData: { task: "settle", application, path } satisfies WorkerStart,
      resourceLimits: {
        maxOldGenerationSizeMb: OWN_HEAP_MB + Math.ceil((HEAP_PER_FILE * size) / MEBIBYTE),
      },
    });
    return await answerOf(worker, signal).finally(() => worker.terminate());
  } catch (error) {
    return { type: "failed", why: errorName(error) };
  }
}

function answerOf(worker: Worker, signal: AbortSignal): Promise<FromSettler> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The thread ended too early.")));
    worker.once("message", (data: unknown) => {
      // What is thrown in a listener would end the server.
      const { data: message, error } = FromSettler.safeParse(data);
      if (error === undefined) resolve(message);
      else reject(error);
    });
  });
}
