import { HostName, ProgramLimit, ProgramNumber } from "@wirestage/trace";
import { z } from "zod";
import { ErrorBody } from "./error.ts";
import { LIMITS } from "./limits.ts";

/**
 * `wirestage exec` → server, a line of JSON each, on the server's exec socket. A connection carries one `labs`, or one
 * `attach` and what becomes of it; a connection that ends without `ended` says that nobody knows how the command ended.
 */
export const FromExec = z.discriminatedUnion("type", [
  /** Which labs are open? Answered by `labs`. */
  z.strictObject({ type: z.literal("labs") }),
  /** A command is about to be started in a host. Answered by `attached` or `refused`. The words are for people only. */
  z.strictObject({
    type: z.literal("attach"),
    lab: z.string().max(64),
    host: HostName,
    command: z.array(z.string().max(LIMITS.commandLength)).min(1).max(LIMITS.commandWords),
  }),
  z.strictObject({ type: z.literal("started"), pid: z.int().min(1) }),
  /** One of the two is null. */
  z.strictObject({
    type: z.literal("ended"),
    exitCode: z.int().min(0).max(255).nullable(),
    signal: z.string().max(16).nullable(),
  }),
]);
export type FromExec = z.infer<typeof FromExec>;

/** A program of a lab that has not ended. */
export const RunningProgram = z.object({ program: ProgramNumber, name: z.string(), host: HostName });
export type RunningProgram = z.infer<typeof RunningProgram>;

export const OpenLab = z.object({
  id: z.string(),
  /** When it was opened, as ISO 8601. */
  wallClock: z.string(),
  hosts: z.array(HostName),
  programs: z.array(RunningProgram),
});
export type OpenLab = z.infer<typeof OpenLab>;

/** Why a lab itself has ended a command. */
export const CommandLimit = ProgramLimit.extract(["calls", "events"]);
export type CommandLimit = z.infer<typeof CommandLimit>;

/** Server → `wirestage exec`, a line of JSON each. */
export const ToExec = z.discriminatedUnion("type", [
  z.object({ type: z.literal("labs"), labs: z.array(OpenLab) }),
  /** As `attached` of the control channel; `pythonPath` is the directory of the tracer's `sitecustomize`. */
  z.object({
    type: z.literal("attached"),
    userNamespace: z.string(),
    networkNamespace: z.string(),
    tracerPath: z.string(),
    tracerToken: z.string(),
    pythonPath: z.string(),
  }),
  z.object({ type: z.literal("refused"), error: ErrorBody }),
  /** Answers `started`: the lab knows the process, which may become the command now. */
  z.object({ type: z.literal("known") }),
  /** Answers `ended`. The command went beyond this limit, so that the lab has ended it; or null. */
  z.object({ type: z.literal("over"), limit: CommandLimit.nullable() }),
  /** The lab is over, and with it the command: whoever started it ends it. */
  z.object({ type: z.literal("lab-ended"), error: ErrorBody }),
]);
export type ToExec = z.infer<typeof ToExec>;

export interface ExecPlaces {
  /** XDG_RUNTIME_DIR; undefined where the user has none. */
  readonly runtimeDirectory: string | undefined;
  readonly temporaryDirectory: string;
  readonly uid: number;
}

/**
 * Where a server of this user keeps its exec socket: the first of these directories that belongs to the user alone
 * (mode 0700). Whoever looks for a server looks in all.
 */
export function execDirectories({ runtimeDirectory, temporaryDirectory, uid }: ExecPlaces): string[] {
  const fallback = `${temporaryDirectory}/wirestage-${uid}`;
  if (runtimeDirectory === undefined || runtimeDirectory === "") return [fallback];
  return [`${runtimeDirectory}/wirestage`, fallback];
}

/** The exec socket's name in its directory: that of the server's TCP port. */
export function execSocketName(port: number): string {
  return `${port}.sock`;
}
