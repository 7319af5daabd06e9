import { Worker } from "node:worker_threads";
import { ApiError } from "../errors/api-error.ts";
import type { TraceStore } from "../labs/trace-store.ts";
import { partsOf, type TracePart } from "./trace-part.ts";
import { FromWorker, type ToWorker, type WorkerStart } from "./worker-message.ts";

export interface WorkerOptions {
  /** Path of the main file of threads that write recordings. */
  readonly entry: string;
  /** What their files say that wrote them. */
  readonly application: string;
}

const MEBIBYTE = 1024 ** 2;
/** What the worker's heap may grow to: itself, and the trace as lines, as events and as what is told of its frames. */
const OWN_HEAP_MB = 128;
const HEAP_PER_TRACE = 4;

/**
 * Writes the trace so far as a recording, in a thread of its own. The thread ends when `signal` aborts.
 * @throws ApiError `recording_failed`; the signal's reason
 */
export async function writeInWorker(
  store: TraceStore,
  { entry, application }: WorkerOptions,
  secrets: "kept" | "withheld",
  signal: AbortSignal,
): Promise<Uint8Array> {
  signal.throwIfAborted();
  const worker = new Worker(entry, {
    workerData: { task: "write", application, secrets } satisfies WorkerStart,
    resourceLimits: {
      maxOldGenerationSizeMb: OWN_HEAP_MB + Math.ceil((HEAP_PER_TRACE * store.bytes) / MEBIBYTE),
    },
  });
  try {
    return await recordingOf(worker, partsOf(store), signal);
  } finally {
    await worker.terminate();
  }
}

function recordingOf(
  worker: Worker,
  parts: Iterator<TracePart, undefined>,
  signal: AbortSignal,
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    worker.on("error", (error: unknown) => reject(failed(error)));
    worker.on("exit", () => reject(new ApiError("recording_failed", { why: "Its thread ended too early." })));
    worker.on("message", (data: unknown) => {
      const { data: message, error } = FromWorker.safeParse(data);
      if (error !== undefined) {
        reject(error);
        return;
      }
      switch (message.type) {
        case "next":
          sendNext(worker, parts);
          return;
        case "written":
          resolve(message.recording);
          return;
        case "failed":
          reject(new ApiError("recording_failed", { why: message.why }));
          return;
        default:
          message satisfies never;
      }
    });
  });
}

function sendNext(worker: Worker, parts: Iterator<TracePart, undefined>): void {
  const { value: part } = parts.next();
  const message: ToWorker = part === undefined ? { type: "write" } : { type: "part", part };
  worker.postMessage(message, part?.frames.map(([, bytes]) => bytes.buffer) ?? []);
}

/** Out of memory is known by its code: the trace was larger in the thread than it was allowed to be. */
function failed(error: unknown): unknown {
  const outOfMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return outOfMemory
    ? new ApiError("recording_failed", { why: "It needs more memory than it may have." })
    : error;
}
