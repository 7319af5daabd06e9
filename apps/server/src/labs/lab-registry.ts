import { randomInt } from "node:crypto";
import type { OpenLabBody, OpenLabResponse } from "@wirestage/protocol";
import { ApiError } from "../errors/api-error.ts";
import type { ServerMetrics } from "../metrics.ts";
import { newLabId, newToken, TokenCheck } from "../security/token.ts";
import type { Timers } from "../timers.ts";
import { Lab } from "./lab.ts";
import type { LabProcess } from "./lab-process.ts";
import { openInProcess } from "./open-in-process.ts";
import type { ProcessPool } from "./process-pool.ts";
import { type ShelfLimits, ShelfOfFinished } from "./shelf-of-finished.ts";
import { type TraceLimits, TraceStore } from "./trace-store.ts";

export interface LabLimits {
  readonly labs: number;
  readonly idleMs: number;
  readonly trace: TraceLimits;
  readonly shelf: ShelfLimits;
}

export interface RegistryOptions {
  readonly pool: ProcessPool;
  readonly limits: LabLimits;
  readonly timers: Timers;
  /** Wall clock as ISO 8601. */
  readonly wallClock: () => string;
  readonly metrics: ServerMetrics;
  readonly follower: LabFollower;
}

/** Who hears of every lab from its beginning to its end. */
export interface LabFollower {
  /** @param key of whoever its recording belongs to */
  follow(lab: Lab, key: string): void;
  /** No further event will come. */
  over(id: string): void;
}

/** Every lab that is open or still readable, by its id. */
export class LabRegistry {
  readonly #options: RegistryOptions;
  readonly #labs = new Map<string, Lab>();
  readonly #shelf: ShelfOfFinished;
  #opening = 0;
  #stopped = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
    this.#shelf = new ShelfOfFinished(options.limits.shelf, options.timers, (lab) =>
      this.#labs.delete(lab.id),
    );
  }

  get labs(): Iterable<Lab> {
    return this.#labs.values();
  }

  /** @throws ApiError */
  async open(request: OpenLabBody): Promise<OpenLabResponse> {
    const { limits, pool, metrics } = this.#options;
    if (this.#stopped) throw new ApiError("shutting_down");
    if (this.#opening + this.#openCount() >= limits.labs) {
      throw new ApiError("too_many_labs", { limit: limits.labs });
    }
    const stopTiming = metrics.openSeconds.startTimer();
    this.#opening += 1;
    try {
      const response = await this.#openIn(await pool.pick(), request);
      metrics.labsOpened.inc();
      stopTiming();
      return response;
    } finally {
      this.#opening -= 1;
    }
  }

  /** @throws ApiError `lab_not_found` */
  get(id: string): Lab {
    const lab = this.#labs.get(id);
    if (lab === undefined) throw new ApiError("lab_not_found");
    return lab;
  }

  /** Ends the lab and forgets its trace. */
  remove(lab: Lab): void {
    lab.finish("closed", "lab_ended");
    this.#shelf.remove(lab);
    this.#labs.delete(lab.id);
  }

  /** Opens no further lab and ends those that are there. */
  stop(): void {
    this.#stopped = true;
    for (const lab of [...this.#labs.values()]) lab.finish("closed", "shutting_down");
  }

  async #openIn(process: LabProcess, { owner, ...request }: OpenLabBody): Promise<OpenLabResponse> {
    const { limits, timers, metrics, wallClock } = this.#options;
    const id = newLabId();
    const token = newToken();
    const lab = new Lab({
      id,
      tokens: new TokenCheck(token),
      store: new TraceStore(limits.trace),
      process,
      wallClock: wallClock(),
      idleMs: limits.idleMs,
      timers,
      metrics,
      finished: (finished) => this.#finished(finished),
    });
    const message = {
      type: "open" as const,
      lab: id,
      request,
      seed: request.seed ?? randomInt(2 ** 31),
      maxEvents: limits.trace.events,
    };
    try {
      await openInProcess(process, message, lab, timers);
    } catch (error) {
      lab.finish("closed", "lab_ended");
      throw error;
    }
    this.#labs.set(id, lab);
    this.#options.follower.follow(lab, owner ?? token);
    if (lab.phase.state !== "open") this.#finished(lab);
    return { id, token };
  }

  /** A lab that ends while it is being opened is dealt with there. */
  #finished(lab: Lab): void {
    if (!this.#labs.has(lab.id)) return;
    this.#options.follower.over(lab.id);
    if (lab.phase.state !== "closed") this.#shelf.add(lab);
  }

  #openCount(): number {
    let count = 0;
    for (const lab of this.#labs.values()) if (lab.phase.state === "open") count += 1;
    return count;
  }
}
