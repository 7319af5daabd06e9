import { Worker } from "node:worker_threads";
import { FromKeeper, type ToKeeper, type WorkerStart } from "../worker-message.ts";
import type { WorkerOptions } from "../write-in-worker.ts";

/** Its heap: itself, and the names and frames that packets to come may need. No trace is gathered in it. */
const HEAP_MB = 256;

/** The thread that appends to the files of running labs. It is started when it is first needed, and again after its end. */
export class KeepingThread {
  readonly #options: WorkerOptions;
  readonly #heard: (message: FromKeeper) => void;
  readonly #died: (why: string) => void;
  #worker: Worker | null = null;

  /** @param died every file that it wrote to ends where it was */
  constructor(options: WorkerOptions, heard: (message: FromKeeper) => void, died: (why: string) => void) {
    this.#options = options;
    this.#heard = heard;
    this.#died = died;
  }

  send(message: ToKeeper): void {
    const worker = this.#worker ?? this.#start();
    const frames = message.type === "part" ? message.part.frames : [];
    worker.postMessage(
      message,
      frames.map(([, bytes]) => bytes.buffer),
    );
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  #start(): Worker {
    const { entry, application } = this.#options;
    const worker = new Worker(entry, {
      workerData: { task: "keep", application } satisfies WorkerStart,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    this.#worker = worker;
    worker.unref();
    worker.on("message", (data: unknown) => {
      const { data: message, error } = FromKeeper.safeParse(data);
      if (error === undefined) this.#heard(message);
      else this.#lost(worker, String(error));
    });
    worker.on("error", (error: unknown) => this.#lost(worker, String(error)));
    worker.on("exit", () => this.#lost(worker, "its thread ended too early"));
    return worker;
  }

  #lost(worker: Worker, why: string): void {
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#died(why);
  }
}
