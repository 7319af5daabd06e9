import type { PythonFacts } from "@wirestage/protocol";
import type { FastifyBaseLogger } from "fastify";
import { ApiError } from "../errors/api-error.ts";
import type { Cancel, Timers } from "../timers.ts";
import { diagnose, type StartFailure, type Why } from "./kernel-diagnosis.ts";
import type { KernelProbe } from "./kernel-probe.ts";
import { LabProcess, type MachineFacts } from "./lab-process.ts";
import { PythonFinder } from "./python-finder.ts";

export interface PoolOptions {
  /** Command line of one lab process. */
  readonly command: readonly string[];
  readonly processes: number;
  readonly probe: KernelProbe;
  readonly timers: Timers;
  readonly log: FastifyBaseLogger;
}

export type PoolState =
  | { readonly mode: "kernel"; readonly kernelRelease: string }
  | { readonly mode: "recordings"; readonly why: Why };

/** A place for one process: the one that is there, or the plan to start another, or the reason for neither. */
interface Slot {
  process: LabProcess | null;
  restart: Cancel | null;
  /** Crashes without a quiet time between them. */
  crashes: number;
  readyAt: number;
  why: Why | null;
}

/** The first restart comes after this many ms, each further one after twice as long. */
const FIRST_DELAY_MS = 100;
/** A place is given up after this many crashes, each soon after a start. */
const MAX_CRASHES = 6;
/** A process that ran for this many ms was well; its crash counts as a first one. */
const QUIET_MS = 60_000;
const STOP_MS = 3_000;

/** Lab processes, started before they are needed and replaced when they crash. */
export class ProcessPool {
  readonly #options: PoolOptions;
  readonly #slots: Slot[] = [];
  readonly #python = new PythonFinder();
  /** As the process that became ready last found it. */
  #machine: MachineFacts | null = null;
  #restarts = 0;
  #stopped = false;
  #waiting: (() => void)[] = [];

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  get restarts(): number {
    return this.#restarts;
  }

  get readyProcesses(): readonly LabProcess[] {
    return this.#slots.flatMap(({ process }) => (process?.ready ? [process] : []));
  }

  start(): void {
    for (let count = 0; count < this.#options.processes; count += 1) {
      const slot: Slot = { process: null, restart: null, crashes: 0, readyAt: 0, why: null };
      this.#slots.push(slot);
      this.#fill(slot);
    }
  }

  /** Whether labs can be opened; waits for the first process to say so, or for all to have failed. */
  async state(): Promise<PoolState> {
    while (!this.#settled()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    const why = this.#slots.every((slot) => slot.why !== null) ? this.#slots[0]?.why : null;
    if (why !== null && why !== undefined) return { mode: "recordings", why };
    if (this.#machine !== null) return { mode: "kernel", ...this.#machine };
    throw new ApiError("shutting_down");
  }

  /** What Python programs run on. Where there are no labs, what forbids them forbids Python as well. @throws ApiError */
  async python(): Promise<PythonFacts> {
    for (;;) {
      const state = await this.state();
      if (state.mode === "recordings") return { available: false, message: state.why.message };
      const change = new Promise<null>((resolve) => this.#waiting.push(() => resolve(null)));
      const facts = await Promise.race([this.#python.facts, change]);
      if (facts) return facts;
      if (this.#stopped) throw new ApiError("shutting_down");
    }
  }

  /** The ready process with the fewest labs; waits where all are being started. @throws ApiError */
  async pick(): Promise<LabProcess> {
    for (;;) {
      const state = await this.state();
      if (state.mode === "recordings") {
        throw new ApiError("kernel_unavailable", { why: state.why.code }, state.why.message);
      }
      if (this.#stopped) throw new ApiError("shutting_down");
      const [first, ...others] = this.readyProcesses;
      if (first !== undefined) return others.reduce(fewerLabs, first);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Ends every process; resolves once all are gone, at the latest after 3 s. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const slot of this.#slots) slot.restart?.();
    this.#wake();
    await Promise.all(this.#slots.map((slot) => slot.process?.stop(STOP_MS)));
  }

  #settled(): boolean {
    return this.#stopped || this.#machine !== null || this.#slots.every((slot) => slot.why !== null);
  }

  #fill(slot: Slot): void {
    const { command, log, timers, probe } = this.#options;
    slot.restart = null;
    slot.process = new LabProcess(
      command,
      {
        ready: (machine) => this.#ready(slot, machine),
        foundPython: (found) => this.#python.tell(found, this.readyProcesses),
        crashed: () => this.#crashed(slot),
        failed: (failure) => this.#failed(slot, failure, diagnose(failure, probe)),
      },
      log,
      timers,
    );
  }

  #ready(slot: Slot, machine: MachineFacts): void {
    this.#machine = machine;
    slot.why = null;
    slot.readyAt = this.#options.timers.now();
    if (slot.process) this.#python.ready(slot.process);
    this.#wake();
  }

  #crashed(slot: Slot): void {
    const { timers } = this.#options;
    this.#python.lost(this.readyProcesses);
    if (timers.now() - slot.readyAt >= QUIET_MS) slot.crashes = 0;
    this.#replace(slot, {
      code: "lab_process_failed",
      message: "Lab processes keep ending by themselves. See the server's log, and start the server again.",
    });
  }

  /** A machine that forbids the first process forbids the next one as well; one that ran before may run again. */
  #failed(slot: Slot, failure: StartFailure, why: Why): void {
    this.#options.log.error({ why, failure: failure.kind }, "lab process did not start");
    if (this.#machine === null) this.#giveUp(slot, why);
    else this.#replace(slot, why);
  }

  #replace(slot: Slot, why: Why): void {
    if (this.#stopped) return;
    slot.crashes += 1;
    if (slot.crashes > MAX_CRASHES) {
      this.#giveUp(slot, why);
      return;
    }
    this.#restarts += 1;
    const delay = FIRST_DELAY_MS * 2 ** (slot.crashes - 1);
    slot.restart = this.#options.timers.after(delay, () => this.#fill(slot));
  }

  #giveUp(slot: Slot, why: Why): void {
    slot.why = why;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

function fewerLabs(best: LabProcess, other: LabProcess): LabProcess {
  return other.labCount < best.labCount ? other : best;
}
