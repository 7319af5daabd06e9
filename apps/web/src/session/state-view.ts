import { EMPTY_STATE, reduceAll, type TraceLog, type TraceState } from "@wirestage/trace";

/** A step forward up to this many events is reduced from the state before it instead of from a checkpoint. */
const NEAR = 256;

/** The state after so many events, and the very same object as long as that number stays. */
export class StateView {
  #state: TraceState = EMPTY_STATE;
  readonly #log: TraceLog;

  constructor(log: TraceLog) {
    this.#log = log;
  }

  after(count: number): TraceState {
    const distance = count - this.#state.next;
    if (distance === 0) return this.#state;
    this.#state = distance > 0 && distance <= NEAR ? this.#forward(count) : this.#log.stateAfter(count);
    return this.#state;
  }

  #forward(count: number): TraceState {
    return reduceAll(this.#state, this.#log.events.slice(this.#state.next, count));
  }
}
