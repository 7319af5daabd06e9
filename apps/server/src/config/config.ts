import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execDirectories, LIMITS } from "@wirestage/protocol";
import type { LabLimits } from "../labs/lab-registry.ts";
import type { LiveLimits } from "../live/connection.ts";
import type { ArchiveSettings } from "../recordings/kept/archive.ts";
import type { QueueLimits } from "../recordings/recording-queue.ts";
import { type Environment, readValue } from "./read-values.ts";
import { recordingsDirectory } from "./recordings-directory.ts";
import { VARIABLES, type Variable } from "./variables.ts";

/** What the server needs to know to be built; nothing of it is read from the environment later. */
export interface Config {
  readonly version: string;
  readonly port: number;
  /** Address that is listened on; a name here is one that pages may use. */
  readonly host: string;
  readonly logLevel: string;
  readonly allowedHosts: readonly string[];
  readonly webDir: string;
  readonly programsDir: string;
  /** Command line of one lab process. */
  readonly labCommand: readonly string[];
  readonly labProcesses: number;
  readonly exec: ExecSettings;
  readonly labs: LabLimits;
  readonly live: LiveLimits;
  readonly recordings: RecordingSettings;
  readonly timing: TimingSettings;
  /** Body of one request, in bytes. */
  readonly bodyBytes: number;
  readonly labsPerMinute: number;
  readonly requestsPerMinute: number;
}

export interface RecordingSettings extends QueueLimits {
  /** Path of the main file of threads that write recordings. */
  readonly workerEntry: string;
  readonly kept: ArchiveSettings;
}

export interface TimingSettings {
  /** Path of the main file of the thread that times comparisons. */
  readonly workerEntry: string;
  /** CPython to be measured as well: a name on PATH or a path. */
  readonly python: string;
}

/** Where `wirestage exec` meets the server. */
export interface ExecSettings {
  /** Directories that the exec socket may be in, best first. */
  readonly directories: readonly string[];
  /** User who owns the server. */
  readonly uid: number;
  /** Directory of the tracer's `sitecustomize`. */
  readonly pythonPath: string;
}

/** One full trace takes some hundred MB while it is written: two at once are a machine's share, not all of it. */
const RECORDING_LIMITS: QueueLimits = { atOnce: 2, waiting: 32, untakenBytes: 256 * 1024 * 1024 };

/** A system that has no user ids runs no labs either. */
function execSettings(runtimeDirectory: string | undefined, programsDir: string): ExecSettings {
  const uid = process.getuid?.() ?? 0;
  const temporaryDirectory = tmpdir();
  return {
    directories: execDirectories({ runtimeDirectory, temporaryDirectory, uid }),
    uid,
    pythonPath: join(programsDir, "python"),
  };
}

/** unshare(1): a user and a network namespace of its own; only inside it is the lab process root. */
function labCommand(entry: string, programsDir: string, python: string): readonly string[] {
  return ["unshare", "--user", "--map-root-user", "--net", process.execPath, entry, programsDir, python];
}

/** @throws ConfigError */
export function configOf(environment: Environment, version: string): Config {
  const read = <T>(variable: Variable<T>): T => readValue(variable, environment);
  const root = read(VARIABLES.root);
  const path = (variable: Variable<string>) => resolve(root, read(variable));
  return {
    version,
    port: read(VARIABLES.port),
    host: read(VARIABLES.host),
    logLevel: read(VARIABLES.logLevel),
    allowedHosts: read(VARIABLES.allowedHosts),
    webDir: path(VARIABLES.webDir),
    programsDir: path(VARIABLES.programsDir),
    labCommand: labCommand(path(VARIABLES.labEntry), path(VARIABLES.programsDir), read(VARIABLES.python)),
    labProcesses: read(VARIABLES.labProcesses),
    exec: execSettings(environment["XDG_RUNTIME_DIR"], path(VARIABLES.programsDir)),
    labs: {
      labs: read(VARIABLES.maxLabs),
      idleMs: read(VARIABLES.idleSeconds) * 1_000,
      trace: { events: read(VARIABLES.maxEvents), bytes: read(VARIABLES.maxTraceBytes) },
      shelf: {
        labs: read(VARIABLES.keepLabs),
        ms: read(VARIABLES.keepSeconds) * 1_000,
        bytes: read(VARIABLES.keepBytes),
      },
    },
    live: {
      messagesPerSecond: read(VARIABLES.messagesPerSecond),
      messageBytes: LIMITS.messageBytes,
      watchers: read(VARIABLES.maxWatchers),
    },
    recordings: {
      ...RECORDING_LIMITS,
      workerEntry: path(VARIABLES.recordingEntry),
      kept: {
        directory: recordingsDirectory(read(VARIABLES.recordingsDirectory), environment),
        bytes: read(VARIABLES.recordingsBytes),
      },
    },
    timing: { workerEntry: path(VARIABLES.timingEntry), python: read(VARIABLES.python) },
    bodyBytes: LIMITS.bodyBytes,
    labsPerMinute: read(VARIABLES.labsPerMinute),
    requestsPerMinute: read(VARIABLES.requestsPerMinute),
  };
}
