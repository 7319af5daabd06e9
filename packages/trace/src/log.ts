import type { EventOf, TraceEvent } from "./event.ts";
import {
  type FrameEntry,
  type FrameFate,
  frameEntry,
  repeatedFrame,
  withFate,
  withRepeat,
} from "./frame-entry.ts";
import { reduceAll } from "./reduce.ts";
import { type CallEntry, EMPTY_STATE, type TraceState } from "./state.ts";
import { StateDraft } from "./state-draft.ts";
import type { TraceTime } from "./time.ts";

const CHECKPOINT_EVERY = 256;

type Said = EventOf<"program.output" | "program.input">;

/** How many of `items`, ordered by time, happened at `t` or before. */
export function countUntil<T>(items: readonly T[], t: TraceTime, timeOf: (item: T) => TraceTime): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && timeOf(item) <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * An append-only trace with what one asks of it kept ready. Frame and call entries always tell the whole story
 * known so far; ask `frameAt` or compare times for how they stood at some `t`.
 */
export class TraceLog {
  readonly events: TraceEvent[] = [];
  /** Grows by one with every append, so that a view knows when to look again. */
  version = 0;
  /** By frame number, less one. */
  readonly frames: FrameEntry[] = [];
  /** By call number, less one. */
  readonly calls: CallEntry[] = [];
  /** Socket events of every socket in order, for lifelines. */
  readonly socketEvents: EventOf<"socket.opened" | "socket.changed" | "socket.closed">[] = [];
  readonly #said = new Map<number, Said[]>();
  readonly #checkpoints: TraceState[] = [EMPTY_STATE];
  #latest: TraceState = EMPTY_STATE;

  /** The state after the last event. */
  get latest(): TraceState {
    return this.#latest;
  }

  /**
   * Events already held are passed over, so a resumed stream may overlap.
   * @throws TraceError on a gap; nothing after the gap is taken.
   */
  append(events: readonly TraceEvent[]): void {
    const draft = new StateDraft(this.#latest);
    try {
      for (const event of events) {
        if (event.seq < draft.next) continue;
        draft.add(event);
        this.events.push(event);
        this.#index(event);
        if (draft.next % CHECKPOINT_EVERY === 0) this.#checkpoints.push(draft.share());
      }
    } finally {
      this.#latest = draft.share();
      this.version += 1;
    }
  }

  /** State after the first `count` events: nearest checkpoint, then forward. */
  stateAfter(count: number): TraceState {
    if (count >= this.#latest.next) return this.#latest;
    const checkpoint = Math.floor(Math.max(0, count) / CHECKPOINT_EVERY);
    const state = this.#checkpoints[checkpoint] ?? EMPTY_STATE;
    return reduceAll(state, this.events.slice(state.next, Math.max(0, count)));
  }

  /** How many events had happened by `t`. */
  countAt(t: TraceTime): number {
    return countUntil(this.events, t, (event) => event.t);
  }

  /** State at `t`, equal to reducing from the first event. */
  seek(t: TraceTime): TraceState {
    return this.stateAfter(this.countAt(t));
  }

  /** What was typed into a program and printed by it up to `t`. */
  said(program: number, t: TraceTime): readonly Said[] {
    const lines = this.#said.get(program) ?? [];
    return lines.slice(
      0,
      countUntil(lines, t, (line) => line.t),
    );
  }

  #saidBy(program: number): Said[] {
    const lines = this.#said.get(program) ?? [];
    this.#said.set(program, lines);
    return lines;
  }

  #index(event: TraceEvent): void {
    switch (event.kind) {
      case "frame.sent":
      case "frame.copied":
      case "frame.injected":
        this.frames[event.frame - 1] = frameEntry(event);
        return;
      case "frame.altered":
      case "frame.held":
      case "frame.released":
      case "frame.rescheduled":
      case "frame.delivered":
      case "frame.lost":
        this.#indexFate(event);
        return;
      case "call.entered":
      case "call.blocked":
      case "call.returned":
        this.#indexCall(event);
        return;
      case "socket.opened":
      case "socket.changed":
      case "socket.closed":
        this.socketEvents.push(event);
        return;
      case "program.output":
      case "program.input":
        this.#saidBy(event.program).push(event);
        return;
      default:
        return;
    }
  }

  #indexFate(event: FrameFate): void {
    const entry = this.frames[event.frame - 1];
    if (entry) this.frames[event.frame - 1] = withFate(entry, event);
    const held = repeatedFrame(event);
    const repeated = held === null ? undefined : this.frames[held - 1];
    if (repeated) this.frames[repeated.frame - 1] = withRepeat(repeated, event);
  }

  #indexCall(event: EventOf<"call.entered" | "call.blocked" | "call.returned">): void {
    if (event.kind === "call.entered") {
      this.calls[event.call - 1] = { entered: event, blocked: null, returned: null };
      return;
    }
    const entry = this.calls[event.call - 1];
    if (!entry) return;
    const change = event.kind === "call.blocked" ? { blocked: event } : { returned: event };
    this.calls[event.call - 1] = { ...entry, ...change };
  }
}
