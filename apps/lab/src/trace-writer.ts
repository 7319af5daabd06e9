import { monotonicNow } from "@wirestage/linux";
import { type Clock, type EventFacts, type TraceTime, traceTime } from "@wirestage/trace";

/** Where serialised events go: `lines` are events as JSON, the first of them with seq `from`. */
export type TraceSink = (batch: { from: number; lines: readonly string[]; now: TraceTime }) => void;

/** Events of a batch that does not wait for the end of the tick: programs that never wait make a tick long. */
const FULL_BATCH = 256;

/** Nanoseconds since it was made. */
export class LabClock implements Clock {
  readonly #origin = monotonicNow();

  now(): TraceTime {
    return traceTime(Number(monotonicNow() - this.#origin));
  }

  /** A trace time on CLOCK_MONOTONIC, as alarms want it. */
  monotonic(t: number): bigint {
    return this.#origin + BigInt(t);
  }
}

/**
 * The one door through which facts enter a trace. Nothing may be awaited between learning a fact and `append`:
 * its place in the trace is when it was learned. A batch leaves at the end of the tick, or when it is full.
 */
export class TraceWriter {
  readonly #clock: LabClock;
  readonly #sink: TraceSink;
  readonly #limit: number;
  readonly #onFull: () => void;
  #next = 0;
  #pending: string[] = [];
  #scheduled = false;
  #listener: ((facts: EventFacts) => void) | null = null;

  /** @param limit how many events the trace may have; the last one is a note that says so, then `onFull` is called */
  constructor(clock: LabClock, sink: TraceSink, limit: number, onFull: () => void) {
    this.#clock = clock;
    this.#sink = sink;
    this.#limit = limit;
    this.#onFull = onFull;
  }

  get full(): boolean {
    return this.#next >= this.#limit;
  }

  /** `listener` is told of every event from now on, once it stands in the trace. */
  listen(listener: (facts: EventFacts) => void): void {
    this.#listener = listener;
  }

  append(facts: EventFacts): TraceTime {
    const t = this.#clock.now();
    if (this.full) return t;
    if (this.#next === this.#limit - 1) {
      this.#write(t, { kind: "note", topic: "lab.full", facts: { events: this.#limit } });
      this.#onFull();
    } else {
      this.#write(t, facts);
    }
    return t;
  }

  #write(t: TraceTime, facts: EventFacts): void {
    this.#pending.push(lineOf(this.#next, t, facts));
    this.#next += 1;
    this.#listener?.(facts);
    if (this.#pending.length >= FULL_BATCH) this.flush();
    if (this.#scheduled) return;
    this.#scheduled = true;
    process.nextTick(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  flush(): void {
    const lines = this.#pending;
    if (lines.length === 0) return;
    this.#pending = [];
    this.#sink({ from: this.#next - lines.length, lines, now: this.#clock.now() });
  }
}

/** The event as JSON: as of an object with `seq`, `t` and the facts, which need not be made for it. */
function lineOf(seq: number, t: TraceTime, facts: EventFacts): string {
  return `{"seq":${seq},"t":${t},${JSON.stringify(facts).slice(1)}`;
}
