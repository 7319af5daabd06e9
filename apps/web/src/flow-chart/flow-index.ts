import type { EventOf, TraceEvent, TraceLog } from "@wirestage/trace";
import { frameIndex } from "../inspector/frame-index.ts";
import { type Flow, type FlowCrossing, type FlowSide, type StepName, stepOfCall } from "./flow-plan.ts";

type CrossingName = FlowCrossing["name"];

/** One program's calls, as far as the chart has steps for them. */
interface ProgramCalls {
  /** Told by its first `socket` call, as is whether it is of AF_UNIX. */
  flow: Flow | null;
  isUnix: boolean;
  readonly calls: Map<StepName, number[]>;
}

/** What the chart must know of a log. Every event is read once; the index grows with the log. */
export class FlowIndex {
  readonly #log: TraceLog;
  readonly #programs = new Map<number, ProgramCalls>();
  /** `seq` of deliveries. */
  readonly #arrivals = new Map<CrossingName, number[]>();
  #seen = 0;

  constructor(log: TraceLog) {
    this.#log = log;
  }

  grow(): void {
    const { events } = this.#log;
    for (; this.#seen < events.length; this.#seen++) {
      const event = events[this.#seen];
      if (event) this.#push(event);
    }
  }

  flowOf(program: number): Flow | null {
    return this.#programs.get(program)?.flow ?? null;
  }

  isUnix(program: number): boolean {
    return this.#programs.get(program)?.isUnix ?? false;
  }

  /** Calls of a program that are this step, in order; of the whole log. */
  calls(program: number, step: StepName): readonly number[] {
    return this.#programs.get(program)?.calls.get(step) ?? [];
  }

  /** Whether anything of a crossing arrived by one of the events from `from` to before `count`. */
  hasArrived(crossing: CrossingName, from: number, count: number): boolean {
    return (this.#arrivals.get(crossing) ?? []).findLast((seq) => seq < count && seq >= from) !== undefined;
  }

  /** What a frame is to the chart, or null. */
  crossingOf(frame: number): CrossingName | null {
    const summary = frameIndex(this.#log).summary(frame);
    switch (summary?.kind) {
      case "SYN":
      case "SYN-ACK":
        return "handshake";
      case "FIN":
        return "end";
      case "data":
      case "UDP":
        return summary.from === "client" ? "request" : "reply";
      default:
        return null;
    }
  }

  #push(event: TraceEvent): void {
    if (event.kind === "call.entered") this.#entered(event);
    else if (event.kind === "frame.delivered") {
      const crossing = this.crossingOf(event.frame);
      if (crossing === null) return;
      const arrivals = this.#arrivals.get(crossing) ?? [];
      arrivals.push(event.seq);
      this.#arrivals.set(crossing, arrivals);
    }
  }

  #entered({ program, name, call, arguments: values }: EventOf<"call.entered">): void {
    const side: FlowSide | null = this.#log.latest.programs.get(program)?.started.role ?? null;
    if (side === null) return;
    const known = this.#programs.get(program) ?? { flow: null, isUnix: false, calls: new Map() };
    this.#programs.set(program, known);
    if (name === "socket" && known.flow === null) {
      known.flow = hasConstant(values, "SOCK_DGRAM") ? "udp" : "tcp";
      known.isUnix = hasConstant(values, "AF_UNIX");
    }
    const step = known.flow === null ? null : stepOfCall(known.flow, side, name);
    if (step === null) return;
    const calls = known.calls.get(step) ?? [];
    calls.push(call);
    known.calls.set(step, calls);
  }
}

function hasConstant(values: EventOf<"call.entered">["arguments"], name: string): boolean {
  return values.some(
    (value) => typeof value === "object" && value?.type === "constant" && value.name === name,
  );
}

/** How many of the calls were entered by the first `count` events. */
export function enteredWithin(calls: readonly number[], log: TraceLog, count: number): number {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = log.calls[(calls[middle] ?? 0) - 1];
    if (entry && entry.entered.seq < count) low = middle + 1;
    else high = middle;
  }
  return low;
}

const INDEXES = new WeakMap<TraceLog, FlowIndex>();

/** The one index of a log, up to date with it. */
export function flowIndex(log: TraceLog): FlowIndex {
  const index = INDEXES.get(log) ?? new FlowIndex(log);
  INDEXES.set(log, index);
  index.grow();
  return index;
}
