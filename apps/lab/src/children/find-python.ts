import { execFile } from "node:child_process";
import type { FoundPython } from "@wirestage/protocol";
import { z } from "zod";
import { PYTHON_OPTIONS, type PythonPlaces, trialCommand } from "./python.ts";

/** Nobody waits for it but who wants Python; a busy machine takes its time. */
const ANSWER_MS = 20_000;
const OLDEST: readonly [number, number] = [3, 8];

const WHO =
  "import sys, json; print(json.dumps([sys.implementation.name, sys.executable, sys.version_info[:3]]))";
const Answer = z.tuple([z.string(), z.string().startsWith("/"), z.tuple([z.int(), z.int(), z.int()])]);

type Run =
  | { readonly ok: true; readonly stdout: string }
  /** What it complained of, or why it could not be run. */
  | { readonly ok: false; readonly why: string };

/**
 * Looks for the interpreter, and starts it once the way programs are started, which leaves the tracer compiled.
 * @param command a name on PATH, or a path
 */
export async function findPython(command: string, places: PythonPlaces): Promise<FoundPython> {
  const asked = await run(command, [...PYTHON_OPTIONS, "-c", WHO]);
  if (!asked.ok) return missing(command, asked.why);
  const answer = Answer.safeParse(jsonOf(asked.stdout));
  if (!answer.success) return missing(command, `it answered ${JSON.stringify(asked.stdout)}`);
  const [implementation, executable, numbers] = answer.data;
  const version = numbers.join(".");
  if (implementation !== "cpython" || isOlder(numbers)) {
    return unavailable(
      `${executable} is ${implementation} ${version}; CPython ${OLDEST.join(".")} or newer is needed.`,
    );
  }
  const trial = trialCommand({ executable, ...places });
  const tried = await run("unshare", ["--pid", "--fork", "--kill-child=SIGKILL", "--", ...trial]);
  if (tried.ok) return { available: true, version, executable };
  return unavailable(
    `${executable} cannot be started in a process namespace of its own (unshare --pid): ${tried.why}`,
  );
}

function run(file: string, words: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(file, words, { timeout: ANSWER_MS, killSignal: "SIGKILL" }, (error, stdout, stderr) => {
      resolve(error ? { ok: false, why: whyOf(error, stderr) } : { ok: true, stdout });
    });
  });
}

/** One that ran and failed has said why itself, as a rule. */
function whyOf({ killed, message }: { readonly killed?: boolean; readonly message: string }, stderr: string) {
  if (killed === true) return `it did not end within ${ANSWER_MS / 1_000} s`;
  return stderr.trim() || message;
}

function missing(command: string, why: string): FoundPython {
  return unavailable(
    `Python programs need CPython ${OLDEST.join(".")} or newer, and \`${command}\` could not be run (${why}). ` +
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
