import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "../scripts/free-port.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A server in a process of its own on a free port of the loopback; `args` are Node's. */
export class RunningServer {
  readonly port: number;
  /** From spawning the process to its first answer to `GET /api/health`, in ms. */
  readonly startedIn: number;
  readonly #child: ChildProcess;
  /** Of its recordings, which are written as everywhere, but not among those of whoever measures. */
  readonly #recordings: string;

  private constructor(port: number, startedIn: number, child: ChildProcess, recordings: string) {
    this.port = port;
    this.startedIn = startedIn;
    this.#child = child;
    this.#recordings = recordings;
  }

  static async start(
    args: readonly string[] = ["scripts/start.mjs"],
    env: Record<string, string> = {},
  ): Promise<RunningServer> {
    const port = await freePort();
    const recordings = await mkdtemp(join(tmpdir(), "wirestage-bench-recordings-"));
    const own = { PORT: String(port), WIRESTAGE_RECORDINGS_DIRECTORY: recordings };
    const begun = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...own, WIRESTAGE_LOG_LEVEL: "warn", ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    while (!(await answers(`http://127.0.0.1:${port}/api/health`))) requireAlive(child);
    return new RunningServer(port, performance.now() - begun, child, recordings);
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("The server was not started.");
    return this.#child.pid;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.kill("SIGTERM")) await once(this.#child, "exit");
    await rm(this.#recordings, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function requireAlive(child: ChildProcess): void {
  if (child.exitCode === null) return;
  throw new Error(`The server ended with code ${child.exitCode} before it answered.`);
}
