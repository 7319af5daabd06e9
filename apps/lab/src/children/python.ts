import { LIMITS } from "@wirestage/protocol";

/** The CPython that programs run on. */
export interface Python extends PythonPlaces {
  /** The interpreter itself, not a script that looks for it. */
  readonly executable: string;
}

export interface PythonPlaces {
  /** Where the tracer lies. */
  readonly tracer: string;
  /** Where the tracer lies compiled, in a directory that no other user may write in. */
  readonly cache: string;
}

/** What one program may use; what it starts has the same again, but for the tasks, which are counted together. */
export interface PythonLimits {
  /** Of its address space, in octets. */
  readonly bytes: number;
  /** Of processor time, in s. */
  readonly cpuSeconds: number;
  /** Processes and threads at the same time. */
  readonly tasks: number;
}

export const PYTHON_LIMITS: PythonLimits = {
  bytes: LIMITS.pythonBytes,
  cpuSeconds: LIMITS.pythonCpuSeconds,
  tasks: LIMITS.pythonProcesses,
};

/** Takes the directory off the path again at once: a program finds nothing there. */
const LOAD =
  "import sys; sys.path[0] = sys.argv[1]; from wirestage_tracer.program import run; del sys.path[0]";

/**
 * Without site-packages and the user's own settings, which would cost most of the start: programs have the standard
 * library.
 */
export const PYTHON_OPTIONS: readonly string[] = ["-S", "-E", "-s", "-X", "utf8"];

/** @param file under which the program knows itself */
export function pythonCommand(python: Python, file: string): string[] {
  return [...interpreter(python), "-B", "-c", `${LOAD}; run(3, sys.argv[2])`, python.tracer, file];
}

/** Loads the tracer and ends; leaves it compiled. */
export function trialCommand(python: Python): string[] {
  return [...interpreter(python), "-c", LOAD, python.tracer];
}

/** `NAME=value`; nothing of this process's own. */
export const PYTHON_ENVIRONMENT: readonly string[] = [
  "PATH=/usr/local/bin:/usr/bin:/bin",
  "LANG=C.UTF-8",
  "TERM=xterm-256color",
  "PYTHONDONTWRITEBYTECODE=1",
];

function interpreter({ executable, cache }: Python): string[] {
  return [executable, ...PYTHON_OPTIONS, "-X", `pycache_prefix=${cache}`];
}
