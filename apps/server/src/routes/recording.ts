import { z } from "zod";
import type { App } from "../app-instance.ts";
import type { LabRegistry } from "../labs/lab-registry.ts";
import type { RecordingQueue } from "../recordings/recording-queue.ts";
import { type WorkerOptions, writeInWorker } from "../recordings/write-in-worker.ts";
import { LabParams } from "./labs.ts";

/** Writing a long trace takes a processor a second or more, so that one address may not ask for it all the time. */
const RECORDINGS_PER_MINUTE = 60;
/** A client that takes nothing of its recording for so long is cut off, in ms. */
const STALL_MS = 30_000;

export interface RecordingRouteParts {
  readonly registry: LabRegistry;
  readonly queue: RecordingQueue;
  readonly worker: WorkerOptions;
}

const RecordingQuery = z.object({
  secrets: z
    .enum(["0", "1"])
    .default("0")
    .describe("1: with the secrets that programs were given, which else are left out"),
});

export function addRecordingRoute(app: App, { registry, queue, worker }: RecordingRouteParts): void {
  app.get(
    "/api/labs/:id/recording.pcapng",
    {
      config: { rateLimit: { max: RECORDINGS_PER_MINUTE } },
      schema: {
        summary: "The trace so far as one file that Wireshark opens",
        params: LabParams,
        querystring: RecordingQuery,
        produces: ["application/x-pcapng"],
      },
    },
    async (request, reply) => {
      const { store } = registry.get(request.params.id);
      const secrets = request.query.secrets === "1" ? "kept" : "withheld";
      const over = new AbortController();
      // Comes once: when the client has everything, or is gone.
      reply.raw.once("close", () => over.abort());
      try {
        const write = (signal: AbortSignal) => writeInWorker(store, worker, secrets, signal);
        const recording = await queue.add(write, over.signal);
        reply.raw.setTimeout(STALL_MS);
        return reply
          .type("application/x-pcapng")
          .header("content-disposition", `attachment; filename="wirestage-${request.params.id}.pcapng"`)
          .send(Buffer.from(recording.buffer, recording.byteOffset, recording.byteLength));
      } catch (error) {
        if (over.signal.aborted) return reply.hijack();
        throw error;
      }
    },
  );
}
