import { z } from "zod";
import { RunFacts } from "./kept/run-facts.ts";
import { TracePart } from "./trace-part.ts";

/** What a thread is started with: what it is for, and what the files say that wrote them. */
export const WorkerStart = z.discriminatedUnion("task", [
  /** Gather one trace and write it as a recording. */
  z.object({ task: z.literal("write"), application: z.string(), secrets: z.enum(["kept", "withheld"]) }),
  /** Write the recordings of labs while they run. */
  z.object({ task: z.literal("keep"), application: z.string() }),
  /** Bring the file of a run that is over into its last form. */
  z.object({ task: z.literal("settle"), application: z.string(), path: z.string() }),
]);
export type WorkerStart = z.infer<typeof WorkerStart>;

/** Server → thread that writes one recording. */
export const ToWorker = z.discriminatedUnion("type", [
  z.object({ type: z.literal("part"), part: TracePart }),
  z.object({ type: z.literal("write") }),
]);
export type ToWorker = z.infer<typeof ToWorker>;

/** Thread that writes one recording → server. */
export const FromWorker = z.discriminatedUnion("type", [
  /** Ready for the next part; no more than one is ever on its way. */
  z.object({ type: z.literal("next") }),
  z.object({ type: z.literal("written"), recording: z.instanceof(Uint8Array) }),
  z.object({ type: z.literal("failed"), why: z.string() }),
]);
export type FromWorker = z.infer<typeof FromWorker>;

/** Server → thread that keeps recordings. Each message but `drop` is answered before the next about the same lab. */
export const ToKeeper = z.discriminatedUnion("type", [
  /** The first part makes the file at `path`. */
  z.object({ type: z.literal("part"), id: z.string(), path: z.string(), part: TracePart }),
  /** No further part will come. */
  z.object({ type: z.literal("end"), id: z.string() }),
  /** Forget it; the file is nobody's business any more. */
  z.object({ type: z.literal("drop"), id: z.string() }),
]);
export type ToKeeper = z.infer<typeof ToKeeper>;

/** Thread that keeps recordings → server. */
export const FromKeeper = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("written"),
    id: z.string(),
    bytes: z.int(),
    facts: RunFacts,
    /** Whether this answers `end`. */
    isEnd: z.boolean(),
  }),
  /** The file goes no further; `why` is the name of a system's error, or a sentence. */
  z.object({ type: z.literal("failed"), id: z.string(), why: z.string() }),
]);
export type FromKeeper = z.infer<typeof FromKeeper>;

/** Thread that settles a file → server, once. */
export const FromSettler = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("settled"),
    state: z.enum(["ended", "cut"]),
    bytes: z.int(),
    facts: RunFacts,
  }),
  z.object({ type: z.literal("failed"), why: z.string() }),
]);
export type FromSettler = z.infer<typeof FromSettler>;
