import { z } from "zod";
import { TracePart } from "./trace-part.ts";

/** What the worker is started with. */
export const WorkerStart = z.object({ application: z.string(), secrets: z.enum(["kept", "withheld"]) });
export type WorkerStart = z.infer<typeof WorkerStart>;

/** Server → worker. */
export const ToWorker = z.discriminatedUnion("type", [
  z.object({ type: z.literal("part"), part: TracePart }),
  z.object({ type: z.literal("write") }),
]);
export type ToWorker = z.infer<typeof ToWorker>;

/** Worker → server. */
export const FromWorker = z.discriminatedUnion("type", [
  /** Ready for the next part; no more than one is ever on its way. */
  z.object({ type: z.literal("next") }),
  z.object({ type: z.literal("written"), recording: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal("failed"), why: z.string() }),
]);
export type FromWorker = z.infer<typeof FromWorker>;
