import { type ChildProcess, spawn } from "node:child_process";
import { Duplex } from "node:stream";
import type { FoundPython, ToLab } from "@wirestage/protocol";
import type { FastifyBaseLogger } from "fastify";
import type { Cancel, Timers } from "../timers.ts";
import { ControlError, type ControlListener, ControlReader, type LabReport } from "./control-reader.ts";
import type { StartFailure } from "./kernel-diagnosis.ts";
import { errorName } from "./kernel-probe.ts";

/** What one lab hears of its process. */
export interface LabListener {
  events: (from: number, lines: readonly string[], now: number) => void;
  report: (report: Exclude<LabReport, { type: "ready" | "unusable" | "python" }>) => void;
  /** The process is gone, and the lab with it. */
  lost: () => void;
}

/** What a process found of the machine that it runs on. */
export interface MachineFacts {
  readonly kernelRelease: string;
}

export interface LabProcessListener {
  ready(machine: MachineFacts): void;
  /** It has looked for Python. */
  foundPython(found: FoundPython): void;
  /** Ended after it was ready; its labs have heard already. */
  crashed(): void;
  /** Will never be ready. */
  failed(failure: StartFailure): void;
}

type Phase =
  | { readonly name: "starting"; readonly giveUp: Cancel }
  | { readonly name: "ready" }
  | { readonly name: "stopping" }
  /** Of no more use; the process itself may still be on its way out. */
  | { readonly name: "ended" };

/** How long a lab process may take to say that it is ready, in ms. */
const START_MS = 10_000;
/** A process that lets this many bytes of commands wait no longer listens. */
const MAX_UNREAD = 8 * 1024 * 1024;
/** How much of what the process complained about is kept for the diagnosis, in UTF-16 units. */
const STDERR_KEPT = 4_096;
/** Where the lab process finds its end of the control pipe. */
const CONTROL_FD = 3;

/** One child process that runs labs, and the pipe to it: newline-delimited JSON, `ToLab` out and `FromLab` in. */
export class LabProcess {
  readonly #listener: LabProcessListener;
  readonly #log: FastifyBaseLogger;
  readonly #timers: Timers;
  readonly #child: ChildProcess;
  readonly #control: Duplex | null;
  readonly #labs = new Map<string, LabListener>();
  readonly #exited: Promise<void>;
  #phase: Phase;
  #stderr = "";

  /** Starts `command` at once; its first element is looked up in PATH. */
  constructor(
    command: readonly string[],
    listener: LabProcessListener,
    log: FastifyBaseLogger,
    timers: Timers,
  ) {
    const [program = "", ...args] = command;
    this.#listener = listener;
    this.#log = log;
    this.#timers = timers;
    // A session of its own, so that Ctrl-C reaches the server alone and labs end in good order.
    this.#child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe", "pipe"], detached: true });
    this.#control = this.#openControl();
    this.#listenToStderr();
    this.#phase = { name: "starting", giveUp: timers.after(START_MS, () => this.#silent()) };
    this.#exited = new Promise((resolve) => this.#listenToEnd(program, resolve));
  }

  get ready(): boolean {
    return this.#phase.name === "ready";
  }

  get labCount(): number {
    return this.#labs.size;
  }

  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  /** Sends `message`; from `open` on, all that the process says of that lab goes to `listener`. */
  open(message: Extract<ToLab, { type: "open" }>, listener: LabListener): void {
    this.#labs.set(message.lab, listener);
    this.send(message);
  }

  /** Asks the process to close the lab and listens to it no longer. */
  close(lab: string): void {
    if (this.#labs.delete(lab)) this.send({ type: "close", lab });
  }

  send(message: ToLab): void {
    if (this.#phase.name !== "ready") return;
    this.#control?.write(`${JSON.stringify(message)}\n`);
    if ((this.#control?.writableLength ?? 0) > MAX_UNREAD) this.#kill("does not read its commands");
  }

  /** Closes the pipe, which ends the process; kills it after `graceMs`. Resolves once it is gone. */
  async stop(graceMs: number): Promise<void> {
    if (this.#phase.name === "starting") this.#phase.giveUp();
    if (this.#phase.name !== "ended") this.#phase = { name: "stopping" };
    this.#control?.end();
    const cancel = this.#timers.after(graceMs, () => this.#child.kill("SIGKILL"));
    await this.#exited;
    cancel();
  }

  /** Null where the machine had no descriptors left; the child's `error` event tells that. */
  #openControl(): Duplex | null {
    const streams: readonly unknown[] | undefined = this.#child.stdio;
    const control = streams?.[CONTROL_FD];
    if (!(control instanceof Duplex)) return null;
    const reader = new ControlReader(this.#controlListener());
    control.setEncoding("utf8");
    control.on("data", (chunk: string) => this.#read(reader, chunk));
    control.on("end", () => this.#hangUp());
    control.on("error", (error) => {
      this.#log.warn({ err: error, pid: this.pid }, "control pipe failed");
      // ECONNRESET, without an end: it has gone with commands unread.
      this.#hangUp();
    });
    return control;
  }

  #controlListener(): ControlListener {
    return {
      events: (lab, from, lines, now) => this.#labs.get(lab)?.events(from, lines, now),
      report: (report) => this.#hear(report),
    };
  }

  #read(reader: ControlReader, chunk: string): void {
    if (this.#phase.name === "ended") return;
    try {
      reader.push(chunk);
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
      this.#kill(error.message);
    }
  }

  #hear(report: LabReport): void {
    switch (report.type) {
      case "ready":
        if (this.#phase.name !== "starting") return;
        this.#phase.giveUp();
        this.#phase = { name: "ready" };
        this.#listener.ready({ kernelRelease: report.kernelRelease });
        return;
      case "python":
        this.#listener.foundPython(report.found);
        return;
      case "unusable":
        this.#fail({ kind: "unusable", code: report.code, message: report.message });
        return;
      default:
        this.#labs.get(report.lab)?.report(report);
    }
  }

  #listenToStderr(): void {
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      if (this.#stderr.length < STDERR_KEPT) this.#stderr += text.slice(0, STDERR_KEPT);
      this.#log.warn({ pid: this.pid, stderr: text.trimEnd() }, "lab process");
    });
  }

  #listenToEnd(program: string, resolve: () => void): void {
    this.#child.once("error", (error) => {
      if (this.#child.pid !== undefined) return;
      this.#fail({ kind: "not-spawned", program, error: errorName(error) });
      resolve();
    });
    this.#child.once("exit", (exitCode, signal) => {
      this.#log.info({ pid: this.pid, exitCode, signal }, "lab process ended");
      resolve();
    });
    // `close`, not `exit`: by then all that the process complained about has been read.
    this.#child.once("close", (exitCode) => {
      this.#fail({ kind: "ended", exitCode, stderr: this.#stderr });
    });
  }

  /** The pipe closes long before a process with many labs has been reaped. */
  #hangUp(): void {
    const wasReady = this.#phase.name === "ready";
    if (this.#phase.name === "starting") return;
    this.#phase = { name: "ended" };
    const labs = [...this.#labs.values()];
    this.#labs.clear();
    for (const lab of labs) lab.lost();
    if (!wasReady) return;
    this.#child.kill("SIGKILL");
    this.#listener.crashed();
  }

  #silent(): void {
    this.#fail({ kind: "silent", seconds: START_MS / 1_000 });
  }

  #fail(failure: StartFailure): void {
    if (this.#phase.name !== "starting") return;
    this.#phase.giveUp();
    this.#phase = { name: "ended" };
    this.#child.kill("SIGKILL");
    this.#control?.destroy();
    this.#listener.failed(failure);
  }

  #kill(why: string): void {
    this.#log.error({ pid: this.pid, why }, "lab process broke the protocol and is killed");
    this.#child.kill("SIGKILL");
  }
}
