import type { ProgramPort } from "../programs/lab-program.ts";
import type { ChildProcess } from "./child-process.ts";

/** How often processes and threads are counted, in ms: of a program that is alone, of one that is not, of one that starts another. */
const ALONE_MS = 1_000;
const SEVERAL_MS = 100;
const STARTING_MS = 20;

/**
 * Counts the processes and threads of a program again and again. RLIMIT_NPROC cannot do it: it counts those of a user,
 * of all labs, and of root it counts none.
 */
export class TaskLimit {
  readonly #child: ChildProcess;
  readonly #most: number;
  readonly #port: Pick<ProgramPort, "after">;
  readonly #beyond: () => void;
  #alarm: { cancel(): void } | null = null;
  /** Whether the next count comes soon already: a program that starts one process after another must not put it off. */
  #soon = false;

  /** @param beyond called once it has more than `most` */
  constructor(child: ChildProcess, most: number, port: Pick<ProgramPort, "after">, beyond: () => void) {
    this.#child = child;
    this.#most = most;
    this.#port = port;
    this.#beyond = beyond;
    this.#countAfter(ALONE_MS);
  }

  /** The program is about to start a process: from here on it may soon have many. */
  starts(): void {
    if (!this.#soon) this.#countAfter(STARTING_MS);
  }

  stop(): void {
    this.#alarm?.cancel();
  }

  #countAfter(ms: number): void {
    this.#alarm?.cancel();
    this.#soon = ms === STARTING_MS;
    this.#alarm = this.#port.after(ms, () => this.#count());
  }

  #count(): void {
    const tasks = this.#child.countTasks(this.#most + 1);
    if (tasks > this.#most) this.#beyond();
    else this.#countAfter(tasks > 1 ? SEVERAL_MS : ALONE_MS);
  }
}
