import type { ProgramPort } from "./lab-program.ts";
import type { Quota } from "./quota.ts";

/** Calls in a row after which a program that never waits lets other labs and the commands of people have their turn. */
const CALLS_IN_A_ROW = 32;

/** Where one program rests before each of its calls: at the pace of its run, and for as long as it is paused. */
export class Gate {
  readonly #program: number;
  readonly #paceMs: number;
  readonly #port: Pick<ProgramPort, "append" | "pause">;
  readonly #quota: Pick<Quota, "call">;
  #calls = 0;
  #paused = false;
  #closed = false;
  /** Lets the program go that rests here now. */
  #go: (() => void) | null = null;

  /** @param quota ends the program, and closes this gate, for a call beyond it */
  constructor(
    facts: { readonly program: number; readonly paceMs: number },
    port: Pick<ProgramPort, "append" | "pause">,
    quota: Pick<Quota, "call">,
  ) {
    this.#program = facts.program;
    this.#paceMs = facts.paceMs;
    this.#port = port;
    this.#quota = quota;
  }

  /** Resolves when the program may make its next call; never once the gate is closed. */
  async pass(): Promise<void> {
    this.#calls += 1;
    if (!this.#closed) this.#quota.call();
    const isPaced = this.#paceMs > 0 || this.#calls % CALLS_IN_A_ROW === 0;
    if (!this.#closed && (this.#paused || isPaced)) await this.#rest();
    if (this.#closed) await new Promise<never>(() => {});
  }

  /** From now on nothing passes but by `step`. */
  pause(): void {
    if (this.#paused || this.#closed) return;
    this.#paused = true;
    this.#port.append({ kind: "program.paused", program: this.#program });
  }

  /** Lets the call pass that the program rests before, if it rests, and none after it. */
  step(): void {
    this.pause();
    this.#go?.();
  }

  /** @returns false if it was not paused */
  resume(): boolean {
    if (!this.#paused || this.#closed) return false;
    this.#paused = false;
    this.#port.append({ kind: "program.resumed", program: this.#program });
    this.#go?.();
    return true;
  }

  /** The program has ended. */
  close(): void {
    this.#closed = true;
    this.#go = null;
  }

  #rest(): Promise<void> {
    return new Promise((resolve) => {
      const go = () => {
        if (this.#go !== go) return;
        this.#go = null;
        resolve();
      };
      this.#go = go;
      if (this.#paused) return;
      this.#port.pause(this.#paceMs).then(() => {
        if (!this.#paused) go();
      });
    });
  }
}
