import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMITS, type PythonFacts } from "@wirestage/protocol";
import { z } from "zod";

/** The CPython that programs run on. */
export interface Python {
  /** The interpreter itself, not a script that looks for it. */
  readonly executable: string;
  readonly version: string;
  /** Where the tracer lies. */
  readonly tracer: string;
  /** Where the tracer lies compiled, for this process alone. */
  readonly cache: string;
}

export type FoundPython =
  | { readonly available: true; readonly python: Python }
  | { readonly available: false; readonly message: string };

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

const ANSWER_MS = 5_000;
const OLDEST: readonly [number, number] = [3, 8];

const WHO =
  "import sys, json; print(json.dumps([sys.implementation.name, sys.executable, sys.version_info[:3]]))";
const Answer = z.tuple([z.string(), z.string().startsWith("/"), z.tuple([z.int(), z.int(), z.int()])]);

/** Takes the directory off the path again at once: a program finds nothing there. */
const LOAD =
  "import sys; sys.path[0] = sys.argv[1]; from wirestage_tracer.program import run; del sys.path[0]";

/**
 * Looks for the interpreter, lets it compile the tracer, and starts it once the way programs are started.
 * @param command a name on PATH, or a path
 */
export function findPython(command: string, programsDirectory: string): FoundPython {
  const asked = spawnSync(command, ["-c", WHO], { encoding: "utf8", timeout: ANSWER_MS });
  if (asked.error || asked.status !== 0) return missing(command, asked.error?.message ?? asked.stderr);
  const answer = Answer.safeParse(jsonOf(asked.stdout));
  if (!answer.success) return missing(command, `it answered ${JSON.stringify(asked.stdout)}`);
  const [implementation, executable, numbers] = answer.data;
  const version = numbers.join(".");
  if (implementation !== "cpython" || isOlder(numbers)) {
    return unavailable(
      `${executable} is ${implementation} ${version}; CPython ${OLDEST.join(".")} or newer is needed.`,
    );
  }
  const cache = mkdtempSync(join(tmpdir(), "wirestage-python-"));
  process.on("exit", () => rmSync(cache, { recursive: true, force: true }));
  return tried({ executable, version, tracer: join(programsDirectory, "python"), cache });
}

export function pythonFacts(found: FoundPython): PythonFacts {
  return found.available ? { available: true, version: found.python.version } : found;
}

/** @param file under which the program knows itself */
export function pythonCommand(python: Python, file: string): string[] {
  return [
    python.executable,
    ...optionsOf(python),
    "-B",
    "-c",
    `${LOAD}; run(3, sys.argv[2])`,
    python.tracer,
    file,
  ];
}

/** `NAME=value`; nothing of this process's own. */
export const PYTHON_ENVIRONMENT: readonly string[] = [
  "PATH=/usr/local/bin:/usr/bin:/bin",
  "LANG=C.UTF-8",
  "TERM=xterm-256color",
  "PYTHONDONTWRITEBYTECODE=1",
];

/** Without site-packages and the user's own settings, which would cost a third of the start: programs have the standard library. */
function optionsOf({ cache }: Python): string[] {
  return ["-S", "-E", "-s", "-X", "utf8", "-X", `pycache_prefix=${cache}`];
}

function tried(python: Python): FoundPython {
  const command = [python.executable, ...optionsOf(python), "-c", LOAD, python.tracer];
  const words = ["--pid", "--fork", "--kill-child=SIGKILL", "--", ...command];
  const run = spawnSync("unshare", words, { encoding: "utf8", timeout: ANSWER_MS });
  if (!run.error && run.status === 0) return { available: true, python };
  const why = run.error?.message ?? run.stderr;
  return unavailable(
    `${python.executable} cannot be started in a process namespace of its own (unshare --pid): ${why.trim()}`,
  );
}

function missing(command: string, why: string): FoundPython {
  return unavailable(
    `Python programs need CPython ${OLDEST.join(".")} or newer, and \`${command}\` could not be run (${why.trim()}). ` +
      "Install it, or name one by WIRESTAGE_PYTHON.",
  );
}

function unavailable(message: string): FoundPython {
  return { available: false, message };
}

function isOlder([major, minor]: readonly [number, number, number]): boolean {
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
