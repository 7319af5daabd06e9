import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "../scripts/free-port.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A server in a process of its own on a free port of the loopback; `args` are Node's. */
export class RunningServer {
  readonly port: number;
  /** From spawning the process to its first answer to `GET /api/health`, in ms. */
  readonly startedIn: number;
  readonly #child: ChildProcess;

  private constructor(port: number, startedIn: number, child: ChildProcess) {
    this.port = port;
    this.startedIn = startedIn;
    this.#child = child;
  }

  static async start(
    args: readonly string[] = ["scripts/start.mjs"],
    env: Record<string, string> = {},
  ): Promise<RunningServer> {
    const port = await freePort();
    const begun = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, PORT: String(port), WIRESTAGE_LOG_LEVEL: "warn", ...env },
      stdio: ["ignore", "ignore", "inherit"],
    });
    while (!(await answers(`http://127.0.0.1:${port}/api/health`))) requireAlive(child);
    return new RunningServer(port, performance.now() - begun, child);
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("The server was not started.");
    return this.#child.pid;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.kill("SIGTERM")) await once(this.#child, "exit");
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
