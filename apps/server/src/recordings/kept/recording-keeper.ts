import { createHash } from "node:crypto";
import type { Cancel, Timers } from "../../timers.ts";
import type { TracePart } from "../trace-part.ts";
import type { FromKeeper } from "../worker-message.ts";
import type { WorkerOptions } from "../write-in-worker.ts";
import type { RecordingArchive } from "./archive.ts";
import { KeepingThread } from "./keep-in-thread.ts";
import { type KeptLab, LabKeeping } from "./lab-keeping.ts";
import { settleInWorker } from "./settle-in-worker.ts";

export interface KeeperOptions {
  readonly archive: RecordingArchive;
  readonly worker: WorkerOptions;
  readonly timers: Timers;
}

/** A crash loses what came since; writing itself takes some of the second that may be lost, in ms. */
const EVERY_MS = 500;
/** How long a stop waits for the last events to be written, in ms. */
const STOP_MS = 2_000;

/** The name under which what belongs to a key is kept: the key itself is in no file. */
export function ownerOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

/** Writes the recording of every lab while it runs, and anew when it is over. Labs go on whatever becomes of it. */
export class RecordingKeeper {
  readonly #archive: RecordingArchive;
  readonly #worker: WorkerOptions;
  readonly #timers: Timers;
  readonly #thread: KeepingThread;
  readonly #labs = new Map<string, LabKeeping>();
  readonly #stopping = new AbortController();
  /** Files are settled one after another: each takes memory for a whole trace. */
  #settling: Promise<void> = Promise.resolve();
  #cancelTick: Cancel | null = null;
  #drained: (() => void) | null = null;

  constructor({ archive, worker, timers }: KeeperOptions) {
    this.#archive = archive;
    this.#worker = worker;
    this.#timers = timers;
    this.#thread = new KeepingThread(
      worker,
      (message) => this.#hear(message),
      (why) => this.#threadDied(why),
    );
  }

  /** Finds what was kept before, and settles what a crash has left. */
  async start(): Promise<void> {
    await this.#archive.open();
    for (const { id, path } of this.#archive.takeUnsettled()) this.#settle(id, path);
  }

  /** Keeps what happens in `lab` from now on for whoever has the key. */
  follow(lab: KeptLab, key: string): void {
    this.#labs.set(lab.id, new LabKeeping(lab, ownerOf(key)));
    this.#cancelTick ??= this.#timers.after(EVERY_MS, () => this.#tick());
  }

  /** No further event of this lab will come. */
  over(id: string): void {
    const keeping = this.#labs.get(id);
    if (keeping === undefined) return;
    keeping.isOver = true;
    this.#goOn(keeping);
  }

  /** Resolves when the labs, which must be over, are in their files, or when that takes too long. */
  async stop(): Promise<void> {
    this.#cancelTick?.();
    this.#stopping.abort();
    if (this.#labs.size > 0) {
      await new Promise<void>((resolve) => {
        this.#drained = resolve;
        this.#timers.after(STOP_MS, resolve);
      });
    }
    await this.#thread.stop();
    await this.#settling;
    await this.#archive.close();
  }

  #tick(): void {
    for (const keeping of [...this.#labs.values()]) this.#goOn(keeping);
    this.#cancelTick = this.#labs.size === 0 ? null : this.#timers.after(EVERY_MS, () => this.#tick());
  }

  /** The next step of one lab, unless one is being taken. */
  #goOn(keeping: LabKeeping): void {
    if (keeping.isBusy) return;
    const { path } = keeping;
    if (path === null) {
      if (keeping.hasHappened()) void this.#begin(keeping);
      else if (keeping.isOver) this.#leave(keeping);
      return;
    }
    const part = keeping.takePart();
    if (part !== null) this.#write(keeping, path, part);
    else if (keeping.isOver) this.#ask(keeping, () => this.#thread.send({ type: "end", id: keeping.lab.id }));
  }

  async #begin(keeping: LabKeeping): Promise<void> {
    keeping.isBusy = true;
    const { id, wallClock } = keeping.lab;
    const path = await this.#archive.begin({ id, owner: keeping.owner, startedAt: wallClock });
    keeping.isBusy = false;
    keeping.path = path;
    if (path === null) this.#leave(keeping);
    else this.#goOn(keeping);
  }

  #write(keeping: LabKeeping, path: string, part: TracePart): void {
    const { id } = keeping.lab;
    if (this.#archive.makeRoomFor(id, sizeOf(part))) {
      this.#ask(keeping, () => this.#thread.send({ type: "part", id, path, part }));
      return;
    }
    this.#thread.send({ type: "drop", id });
    void this.#archive.outgrew(id);
    this.#leave(keeping);
  }

  #ask(keeping: LabKeeping, send: () => void): void {
    keeping.isBusy = true;
    send();
  }

  #hear(message: FromKeeper): void {
    const keeping = this.#labs.get(message.id);
    if (keeping === undefined) return;
    keeping.isBusy = false;
    if (message.type === "failed") {
      void this.#archive.brokeOff(message.id, message.why);
      this.#leave(keeping);
      return;
    }
    if (!this.#archive.grown(message.id, message.bytes, message.facts)) {
      this.#thread.send({ type: "drop", id: message.id });
      void this.#archive.forget(message.id);
      this.#leave(keeping);
      return;
    }
    this.#written(keeping, message.isEnd);
  }

  #written(keeping: LabKeeping, isEnd: boolean): void {
    const { id } = keeping.lab;
    if (!isEnd) {
      if (keeping.isOver || keeping.isBehind) this.#goOn(keeping);
      return;
    }
    this.#archive.ended(id);
    if (keeping.path !== null) this.#settle(id, keeping.path);
    this.#leave(keeping);
  }

  #settle(id: string, path: string): void {
    this.#settling = this.#settling.then(async () => {
      const settled = await settleInWorker(path, this.#worker, this.#stopping.signal);
      // Who starts next finds it as it is, and settles it then.
      if (this.#stopping.signal.aborted) return;
      if (settled.type === "settled") await this.#archive.settled(id, settled);
      else await this.#archive.unsettleable(id, settled.why);
    });
  }

  #leave(keeping: LabKeeping): void {
    this.#labs.delete(keeping.lab.id);
    if (this.#labs.size === 0) this.#drained?.();
  }

  #threadDied(why: string): void {
    for (const keeping of [...this.#labs.values()]) {
      if (keeping.path === null) continue;
      void this.#archive.brokeOff(keeping.lab.id, why);
      this.#leave(keeping);
    }
  }
}

/** About what its blocks will take in the file. */
function sizeOf({ lines, frames }: TracePart): number {
  const text = lines.reduce((sum, line) => sum + line.length, 0);
  return frames.reduce((sum, [, bytes]) => sum + bytes.length, text);
}
