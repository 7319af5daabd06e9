import { HostName, ProgramNumber, TraceTime } from "@wirestage/trace";
import { z } from "zod";
import { Command } from "./command.ts";
import { ErrorBody } from "./error.ts";
import { CommandLimit } from "./exec.ts";
import { OpenLabRequest } from "./http.ts";

/** The CPython that Python programs run on, or a sentence why there is none. */
export const FoundPython = z.discriminatedUnion("available", [
  z.object({
    available: z.literal(true),
    version: z.string(),
    /** Path of the interpreter itself, not of a script that looks for it. */
    executable: z.string(),
  }),
  z.object({ available: z.literal(false), message: z.string() }),
]);
export type FoundPython = z.infer<typeof FoundPython>;

/** Server → lab process, a line of JSON each. */
export const ToLab = z.discriminatedUnion("type", [
  /** Answered by `python`. It costs some tenths of a second: one process looks for all. */
  z.object({ type: z.literal("find-python") }),
  /** What another process has found. */
  z.object({ type: z.literal("python"), found: FoundPython }),
  z.object({
    type: z.literal("open"),
    lab: z.string(),
    request: OpenLabRequest,
    seed: z.int(),
    maxEvents: z.int().min(1),
  }),
  z.object({ type: z.literal("command"), lab: z.string(), id: z.int(), command: Command }),
  z.object({ type: z.literal("close"), lab: z.string() }),
  /** A command is about to be started in a host from the machine's own terminal. */
  z.object({
    type: z.literal("attach"),
    lab: z.string(),
    id: z.int(),
    host: HostName,
    command: z.array(z.string()).min(1),
  }),
  /** This process is about to become it; it belongs to the lab from here on, and ends with it. Answered by `attach-known`. */
  z.object({
    type: z.literal("attach-process"),
    lab: z.string(),
    program: ProgramNumber,
    pid: z.int().min(1),
  }),
  /** It has ended, or could not be started (`exitCode` 127 as a shell says it). Answered by `attach-over`. */
  z.object({
    type: z.literal("attach-ended"),
    lab: z.string(),
    program: ProgramNumber,
    exitCode: z.int().nullable(),
    signal: z.string().nullable(),
  }),
]);
export type ToLab = z.infer<typeof ToLab>;

/**
 * Lab process → server, a line of JSON each. `events` announces `count` further lines, each one event as JSON, which
 * the server keeps and passes on as they are: an event is serialised once.
 */
export const FromLab = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready"), kernelRelease: z.string() }),
  z.object({ type: z.literal("python"), found: FoundPython }),
  z.object({ type: z.literal("unusable"), code: z.string(), message: z.string() }),
  z.object({ type: z.literal("opened"), lab: z.string() }),
  z.object({
    type: z.literal("events"),
    lab: z.string(),
    from: z.int().min(0),
    count: z.int().min(1),
    now: TraceTime,
  }),
  /** The whole of a frame that the stream carries cut to the snap length. */
  z.object({ type: z.literal("frame"), lab: z.string(), frame: z.int(), bytes: z.base64() }),
  z.object({ type: z.literal("ack"), lab: z.string(), id: z.int() }),
  /**
   * Where the command is to be started: `userNamespace` and `networkNamespace` are paths for setns(2), and what speaks
   * the tracer's language connects to the socket at `tracerPath` and says `tracerToken` first.
   */
  z.object({
    type: z.literal("attached"),
    lab: z.string(),
    id: z.int(),
    program: ProgramNumber,
    userNamespace: z.string(),
    networkNamespace: z.string(),
    tracerPath: z.string(),
    tracerToken: z.string(),
  }),
  /** The lab knows the command's process: what it does from here on is the command's. */
  z.object({ type: z.literal("attach-known"), lab: z.string(), program: ProgramNumber }),
  /** The command went beyond this limit, so that the lab has ended it; or null. */
  z.object({
    type: z.literal("attach-over"),
    lab: z.string(),
    program: ProgramNumber,
    limit: CommandLimit.nullable(),
  }),
  z.object({ type: z.literal("refused"), lab: z.string(), id: z.int(), error: ErrorBody }),
  z.object({ type: z.literal("open-failed"), lab: z.string(), error: ErrorBody }),
  /** No more events will come: a limit was reached, or the lab met a fault. */
  z.object({ type: z.literal("full"), lab: z.string(), error: ErrorBody }),
  z.object({ type: z.literal("closed"), lab: z.string() }),
]);
export type FromLab = z.infer<typeof FromLab>;
