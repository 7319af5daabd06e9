import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { freePort } from "../scripts/free-port.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A server of the test's own, which it may stop, kill and start again on the same port. */
export class OwnServer {
  readonly origin: string;
  readonly #port: number;
  #child: ChildProcess;

  private constructor(port: number, child: ChildProcess) {
    this.#port = port;
    this.origin = `http://127.0.0.1:${port}`;
    this.#child = child;
  }

  /** @param environment variables that it is given besides the usual ones */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
    const port = await freePort();
    return new OwnServer(port, await listening(port, environment));
  }

  async startAgain(): Promise<void> {
    this.#child = await listening(this.#port, {});
  }

  /** SIGTERM as from an administrator, SIGKILL as from a crash; resolves when the process is gone. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const isRunning = this.#child.exitCode === null && this.#child.signalCode === null;
    if (isRunning && this.#child.kill(signal)) await once(this.#child, "exit");
  }

  /** Process ids of the lab processes that this server runs. */
  labProcesses(): number[] {
    return descendants(this.#child.pid).filter((pid) => commandOf(pid).includes("dist/lab/main.js"));
  }
}

/** Resolves when the server says that it listens. */
async function listening(port: number, environment: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      WIRESTAGE_LOG_LEVEL: "warn",
      // So that there is no doubt which process a lab lives in.
      WIRESTAGE_LAB_PROCESSES: "1",
      // Nothing of a test belongs among the recordings of whoever runs it.
      WIRESTAGE_RECORDINGS_BYTES: "0",
      ...environment,
    },
    stdio: ["ignore", "ignore", "pipe"],
  });
  for await (const line of createInterface(child.stderr)) {
    if (line.startsWith("Wirestage is at")) {
      child.stderr.resume();
      return child;
    }
  }
  throw new Error("The server ended before it listened.");
}

/** proc_pid_stat(5): after the name, which stands in brackets and may hold anything, come state and parent. */
function parentOf(pid: number): number | null {
  const stat = readProc(`/proc/${pid}/stat`);
  const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
  return parent === undefined ? null : Number(parent);
}

function commandOf(pid: number): string {
  return readProc(`/proc/${pid}/cmdline`);
}

/** Empty where the process has ended meanwhile. */
function readProc(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function descendants(ancestor: number | undefined): number[] {
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  const children = (pid: number): number[] => {
    const own = pids.filter((each) => parentOf(each) === pid);
    return [...own, ...own.flatMap(children)];
  };
  return ancestor === undefined ? [] : children(ancestor);
}
