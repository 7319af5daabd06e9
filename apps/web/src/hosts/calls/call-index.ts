import type { CallEntry, TraceLog, TraceState, TraceTime } from "@wirestage/trace";

/** Numbers of each program's calls, in the order in which they were made; grows with the log. */
class CallIndex {
  readonly #log: TraceLog;
  readonly #byProgram = new Map<number, number[]>();
  #seen = 0;

  constructor(log: TraceLog) {
    this.#log = log;
  }

  of(program: number): readonly number[] {
    for (; this.#seen < this.#log.calls.length; this.#seen++) {
      const entry = this.#log.calls[this.#seen];
      if (entry) this.#listOf(entry.entered.program).push(entry.entered.call);
    }
    return this.#listOf(program);
  }

  #listOf(program: number): number[] {
    const known = this.#byProgram.get(program);
    if (known) return known;
    const begun: number[] = [];
    this.#byProgram.set(program, begun);
    return begun;
  }
}

const INDEXES = new WeakMap<TraceLog, CallIndex>();

/** Numbers of all calls that a program makes in this log, also after the shown time. */
export function callsOf(log: TraceLog, program: number): readonly number[] {
  const known = INDEXES.get(log) ?? new CallIndex(log);
  INDEXES.set(log, known);
  return known.of(program);
}

/** How many of `calls` had been entered when `next` events had happened. */
export function countEntered(log: TraceLog, calls: readonly number[], next: number): number {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = log.calls[(calls[middle] ?? 0) - 1];
    if (entry && entry.entered.seq < next) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A call as it stood at some time. */
export interface CallThen {
  readonly entry: CallEntry;
  readonly returned: CallEntry["returned"];
  /** How long it has waited, or had when it was over, in ns; null if it did not have to. */
  readonly waitedNs: number | null;
}

/** @param t the shown time, to which a call that still waits has waited */
export function callThen(entry: CallEntry, state: TraceState, t: TraceTime): CallThen {
  const { blocked } = entry;
  const returned = entry.returned && entry.returned.seq < state.next ? entry.returned : null;
  if (!blocked || blocked.seq >= state.next) return { entry, returned, waitedNs: null };
  const ended = state.programs.get(entry.entered.program)?.ended ?? null;
  const end = returned?.t ?? ended?.t ?? t;
  return { entry, returned, waitedNs: Math.max(0, end - blocked.t) };
}
