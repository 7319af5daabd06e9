import { LIMITS } from "@wirestage/protocol";
import type { ProgramPort } from "./lab-program.ts";

/** Entering, waiting, returning. */
const EVENTS_OF_CALL = 3;

/** What one program may add to the trace of its lab, so that a loop that never ends leaves room for all others. */
export class Quota {
  readonly #exceeded: (limit: "calls" | "events") => void;
  #calls = 0;
  #events = 0;

  /** @param exceeded has to end the program; it is called again for what is added after that */
  constructor(exceeded: (limit: "calls" | "events") => void) {
    this.#exceeded = exceeded;
  }

  /** The program is about to make a call, which its desk appends. */
  call(): void {
    this.#calls += 1;
    if (this.#calls > LIMITS.calls) this.#exceeded("calls");
    else this.#add(EVENTS_OF_CALL);
  }

  /** The program's port; what is appended through it counts. */
  metered<P extends Pick<ProgramPort, "append">>(port: P): P {
    return {
      ...port,
      append: (facts) => {
        const t = port.append(facts);
        this.#add(1);
        return t;
      },
    };
  }

  #add(events: number): void {
    this.#events += events;
    if (this.#events > LIMITS.programEvents) this.#exceeded("events");
  }
}
