import type { Timers } from "../timers.ts";
import type { Lab } from "./lab.ts";

export interface ShelfLimits {
  readonly labs: number;
  /** How long a trace stays readable after its lab has ended. */
  readonly ms: number;
  /** Of all traces on the shelf. */
  readonly bytes: number;
}

/** Labs that have ended and can still be read, until there are too many, they are too large or too old. */
export class ShelfOfFinished {
  readonly #limits: ShelfLimits;
  readonly #timers: Timers;
  readonly #forget: (lab: Lab) => void;
  /** Oldest first, each with what cancels its end by age. */
  readonly #labs = new Map<Lab, () => void>();
  #bytes = 0;

  constructor(limits: ShelfLimits, timers: Timers, forget: (lab: Lab) => void) {
    this.#limits = limits;
    this.#timers = timers;
    this.#forget = forget;
  }

  add(lab: Lab): void {
    this.#labs.set(
      lab,
      this.#timers.after(this.#limits.ms, () => this.#drop(lab)),
    );
    this.#bytes += lab.store.bytes;
    for (const oldest of this.#labs.keys()) {
      if (this.#labs.size <= this.#limits.labs && this.#bytes <= this.#limits.bytes) break;
      this.#drop(oldest);
    }
  }

  remove(lab: Lab): void {
    const cancel = this.#labs.get(lab);
    if (cancel === undefined) return;
    cancel();
    this.#labs.delete(lab);
    this.#bytes -= lab.store.bytes;
  }

  #drop(lab: Lab): void {
    this.remove(lab);
    this.#forget(lab);
  }
}
