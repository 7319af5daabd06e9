import { Worker } from "node:worker_threads";
import { ComparisonTiming } from "@wirestage/protocol";
import type { TimingSettings } from "../config/config.ts";
import { ApiError } from "../errors/api-error.ts";
import type { Timers } from "../timers.ts";
import type { TimingStart } from "./worker-start.ts";

/** Longest time that one measurement may take, in ms: many times what it takes on a machine with nothing else to do. */
const MEASURE_MS = 10_000;

/** Lets comparisons be timed, one measurement at a time: two at once would measure each other. */
export class TimingDesk {
  readonly #settings: TimingSettings;
  readonly #timers: Timers;
  readonly #stop = new AbortController();
  #busy = false;

  constructor(settings: TimingSettings, timers: Timers) {
    this.#settings = settings;
    this.#timers = timers;
  }

  /** Measures in a thread of its own. @throws ApiError `timing_busy`, `timing_late`, `shutting_down`; what the thread threw */
  async measure(): Promise<ComparisonTiming> {
    this.#stop.signal.throwIfAborted();
    if (this.#busy) throw new ApiError("timing_busy", { seconds: MEASURE_MS / 1_000 });
    const { workerEntry, python } = this.#settings;
    const worker = new Worker(workerEntry, { workerData: { python } satisfies TimingStart });
    this.#busy = true;
    try {
      return ComparisonTiming.parse(await this.#answerOf(worker));
    } finally {
      await worker.terminate();
      this.#busy = false;
    }
  }

  /** Ends a measurement that is under way, and refuses what comes later. */
  stop(): void {
    this.#stop.abort(new ApiError("shutting_down"));
  }

  #answerOf(worker: Worker): Promise<unknown> {
    const { signal } = this.#stop;
    return new Promise((resolve, reject) => {
      const late = () => reject(new ApiError("timing_late", { seconds: MEASURE_MS / 1_000 }));
      const cancel = this.#timers.after(MEASURE_MS, late);
      const stopped = () => reject(signal.reason);
      signal.addEventListener("abort", stopped);
      worker.on("error", reject);
      worker.on("message", resolve);
      worker.on("exit", () => {
        cancel();
        signal.removeEventListener("abort", stopped);
        reject(new Error("The thread that times comparisons ended too early."));
      });
    });
  }
}
