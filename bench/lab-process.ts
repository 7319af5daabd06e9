import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  Command,
  type CommandInput,
  FromLab,
  type OpenLabInput,
  OpenLabRequest,
  type ToLab,
} from "@wirestage/protocol";

/** What Python programs run on, as the server would take it. */
const PYTHON = process.env["WIRESTAGE_PYTHON"] ?? "python3";

/** USER_HZ is 100 on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

const root = fileURLToPath(new URL("..", import.meta.url));

/** The interpreter itself, which a lab runs too: what is on PATH may be a script that looks for one. */
export function pythonInterpreter(): string {
  const { stdout, status } = spawnSync(PYTHON, ["-c", "import sys; print(sys.executable)"], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`This benchmark needs Python 3, and ${PYTHON} is none.`);
  return stdout.trim();
}

/** A lab process as the server starts it, with nothing between us and its control channel. */
export class LabProcess {
  readonly #child: ChildProcess;
  readonly #control: Socket;
  #expected = 0;
  #onMessage: (message: FromLab) => void = () => {};
  #onEvent: (line: string) => void = () => {};
  #failed: (error: Error) => void = () => {};

  private constructor(programsDirectory: string) {
    const command = [
      "--user",
      "--map-root-user",
      "--net",
      process.execPath,
      "dist/lab/main.js",
      programsDirectory,
      PYTHON,
    ];
    this.#child = spawn("unshare", command, { cwd: root, stdio: ["ignore", "inherit", "inherit", "pipe"] });
    const control = this.#child.stdio[3];
    if (!(control instanceof Socket)) throw new Error("The control channel is not a socket.");
    this.#control = control;
    this.#child.on("exit", (code) => this.#failed(new Error(`The lab process ended with code ${code}.`)));
    createInterface({ input: control }).on("line", (line) => this.#take(line));
  }

  static async start(programsDirectory = "packages/programs"): Promise<LabProcess> {
    const process = new LabProcess(programsDirectory);
    await process.until((message) => message.type === "ready");
    return process;
  }

  /** Processor time that it has used so far, in s, to a hundredth (proc_pid_stat(5): fields 14 and 15). */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }

  send(message: ToLab): void {
    this.#control.write(`${JSON.stringify(message)}\n`);
  }

  /** From asking until the process says that the lab is open, in ms. */
  async open(lab: string, request: OpenLabInput = {}, maxEvents = 10_000_000): Promise<number> {
    const begun = performance.now();
    const opened = this.until((message) => message.type === "opened" && message.lab === lab);
    this.send({ type: "open", lab, request: OpenLabRequest.parse(request), seed: 1, maxEvents });
    await opened;
    return performance.now() - begun;
  }

  /** A process that refuses it ends the benchmark. */
  command(lab: string, command: CommandInput): void {
    this.send({ type: "command", lab, id: 0, command: Command.parse(command) });
  }

  async close(lab: string): Promise<void> {
    const closed = this.until((message) => message.type === "closed" && message.lab === lab);
    this.send({ type: "close", lab });
    await closed;
  }

  /** Calls back with each event as JSON text. */
  watch(onEvent: (line: string) => void): void {
    this.#onEvent = onEvent;
  }

  until(accepts: (message: FromLab) => boolean): Promise<FromLab> {
    return new Promise((resolve, reject) => {
      this.#failed = reject;
      this.#onMessage = (message) => {
        if (message.type === "unusable") reject(new Error(message.message));
        if (message.type === "open-failed") reject(new Error(message.error.message));
        if (accepts(message)) resolve(message);
      };
    });
  }

  async stop(): Promise<void> {
    this.#failed = () => {};
    this.#control.destroy();
    await once(this.#child, "exit");
  }

  #take(line: string): void {
    if (this.#expected > 0) {
      this.#expected -= 1;
      this.#onEvent(line);
      return;
    }
    const message = FromLab.parse(JSON.parse(line));
    if (message.type === "events") this.#expected = message.count;
    if (message.type === "refused") throw new Error(message.error.message);
    this.#onMessage(message);
  }
}
