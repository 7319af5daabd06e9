import { LIMITS } from "@wirestage/protocol";
import { z } from "zod";

export interface Variable<T> {
  readonly name: string;
  /** One line for `--help`. */
  readonly about: string;
  readonly schema: z.ZodType<T>;
  readonly fallback: string;
  /** What a good value looks like, to end the sentence "… must be". */
  readonly form: string;
}

function variable<T>(
  name: string,
  fallback: string,
  form: string,
  schema: z.ZodType<T>,
  about: string,
): Variable<T> {
  return { name, fallback, form, schema, about };
}

function wholeNumber(
  name: string,
  fallback: number,
  about: string,
  min: number,
  max: number,
): Variable<number> {
  const schema = z.coerce.number().int().min(min).max(max);
  return variable(name, String(fallback), `a whole number from ${min} to ${max}`, schema, about);
}

const Names = z.string().transform((text) =>
  text
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== ""),
);
const LogLevel = z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]);

const DAY_S = 24 * 60 * 60;
const GIBIBYTE = 1024 ** 3;

/** Everything that can be set from outside, in the order in which `--help` lists it. */
export const VARIABLES = {
  port: wholeNumber("PORT", 8080, "TCP port to listen on; 0 takes any free one", 0, 65_535),
  host: variable(
    "HOST",
    "127.0.0.1",
    "an address or a name",
    z.string().min(1),
    "address to listen on; 0.0.0.0 lets other machines in",
  ),
  allowedHosts: variable(
    "WIRESTAGE_ALLOWED_HOSTS",
    "",
    "names with commas between",
    Names,
    "names, with commas between, under which pages may reach the server besides localhost and IP addresses",
  ),
  logLevel: variable(
    "WIRESTAGE_LOG_LEVEL",
    "info",
    `one of ${LogLevel.options.join(", ")}`,
    LogLevel,
    "least important messages that are logged",
  ),
  maxLabs: wholeNumber("WIRESTAGE_MAX_LABS", LIMITS.labs, "labs open at the same time", 1, 10_000),
  labProcesses: wholeNumber("WIRESTAGE_LAB_PROCESSES", 2, "processes that the labs are spread over", 1, 64),
  python: variable(
    "WIRESTAGE_PYTHON",
    "python3",
    "a command or a path",
    z.string().min(1),
    "Python 3.8 or newer, which Python programs run on; a name on PATH or a path",
  ),
  idleSeconds: wholeNumber(
    "WIRESTAGE_IDLE_SECONDS",
    LIMITS.idleMs / 1_000,
    "a lab that nobody watches or commands is closed after so many seconds",
    1,
    DAY_S,
  ),
  maxEvents: wholeNumber("WIRESTAGE_MAX_EVENTS", LIMITS.events, "events of one trace", 1, 10_000_000),
  maxTraceBytes: wholeNumber(
    "WIRESTAGE_MAX_TRACE_BYTES",
    LIMITS.traceBytes,
    "bytes of one trace's events as JSON",
    1_024,
    GIBIBYTE,
  ),
  maxWatchers: wholeNumber(
    "WIRESTAGE_MAX_WATCHERS",
    LIMITS.watchers,
    "WebSocket connections to one lab",
    1,
    10_000,
  ),
  messagesPerSecond: wholeNumber(
    "WIRESTAGE_MESSAGES_PER_SECOND",
    LIMITS.messagesPerSecond,
    "WebSocket messages from one connection",
    1,
    10_000,
  ),
  labsPerMinute: wholeNumber(
    "WIRESTAGE_LABS_PER_MINUTE",
    120,
    "labs that one address may open in a minute",
    1,
    1_000_000,
  ),
  requestsPerMinute: wholeNumber(
    "WIRESTAGE_REQUESTS_PER_MINUTE",
    6_000,
    "requests that one address may send in a minute",
    1,
    1_000_000,
  ),
  keepLabs: wholeNumber("WIRESTAGE_KEEP_LABS", 64, "labs that have ended and can still be read", 0, 10_000),
  keepSeconds: wholeNumber("WIRESTAGE_KEEP_SECONDS", 60 * 60, "how long they can be read", 0, DAY_S),
  keepBytes: wholeNumber(
    "WIRESTAGE_KEEP_BYTES",
    GIBIBYTE / 4,
    "bytes of their traces in all",
    0,
    64 * GIBIBYTE,
  ),
  recordingsDirectory: variable(
    "WIRESTAGE_RECORDINGS_DIRECTORY",
    "",
    "a directory",
    z.string(),
    "directory of recordings; unless it is set, wirestage/recordings in $XDG_DATA_HOME or ~/.local/share",
  ),
  recordingsBytes: wholeNumber(
    "WIRESTAGE_RECORDINGS_BYTES",
    GIBIBYTE / 2,
    "bytes of recordings in all, beyond which the oldest without a name are deleted; 0 keeps none",
    0,
    1024 * GIBIBYTE,
  ),
  root: variable(
    "WIRESTAGE_ROOT",
    ".",
    "a directory",
    z.string().min(1),
    "directory of Wirestage; the next five start from it",
  ),
  webDir: variable(
    "WIRESTAGE_WEB_DIR",
    "dist/web",
    "a directory",
    z.string().min(1),
    "directory of the built page",
  ),
  programsDir: variable(
    "WIRESTAGE_PROGRAMS_DIR",
    "packages/programs",
    "a directory",
    z.string().min(1),
    "directory of the tutorial's programs",
  ),
  labEntry: variable(
    "WIRESTAGE_LAB_ENTRY",
    "dist/lab/main.js",
    "a file",
    z.string().min(1),
    "the lab process's main file",
  ),
  recordingEntry: variable(
    "WIRESTAGE_RECORDING_ENTRY",
    "dist/server/recording-worker.js",
    "a file",
    z.string().min(1),
    "main file of the threads that write recordings",
  ),
  timingEntry: variable(
    "WIRESTAGE_TIMING_ENTRY",
    "dist/server/timing-worker.js",
    "a file",
    z.string().min(1),
    "main file of the thread that times comparisons",
  ),
} as const;
