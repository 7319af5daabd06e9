import { countedOn, type EventOf, type TraceEvent, type TraceLog, type TraceState } from "@wirestage/trace";

/** Something that happened because time had passed: of which socket or call that clock was, where that is known. */
interface Ring {
  readonly seq: number;
  readonly socket: number | null;
  readonly call: number | null;
}

/**
 * The clocks of a story up to an event: kernels' timers and time limits of calls that ran out in it. While one of them
 * ran, the time that a person took is part of the story.
 */
export class Clocks {
  readonly #rings: readonly Ring[];

  constructor(log: TraceLog, until: number) {
    this.#rings = log.events.slice(0, until + 1).flatMap((event) => ringOf(event, log) ?? []);
  }

  /** Whether something ran in this state that rang later, or a frame was on its way. */
  ranIn(state: TraceState): boolean {
    if ([...state.onWire.values()].some(({ sent, fates }) => isFlying(fates.at(-1) ?? sent))) return true;
    return this.#rings.some(({ seq, socket, call }) => {
      if (seq < state.next) return false;
      if (call !== null) return state.calls.has(call);
      if (socket !== null) return Boolean(state.sockets.get(socket)?.timer);
      return [...state.sockets.values()].some(({ timer }) => timer !== null);
    });
  }
}

function isFlying(last: TraceEvent): boolean {
  return last.kind !== "frame.held";
}

/** What repeats a held frame is counted on it and changes nothing. */
function ringOf(event: TraceEvent, log: TraceLog): Ring | null {
  switch (event.kind) {
    case "frame.sent": {
      const entry = log.frames[event.frame - 1];
      return entry && countedOn(entry) === null ? causedRing(event) : null;
    }
    case "socket.changed":
      return event.before === event.state ? null : causedRing(event);
    case "socket.closed":
      return causedRing(event);
    case "call.returned": {
      const { outcome } = event;
      const timedOut = !outcome.ok && (outcome.code === "timeout" || outcome.code === "ETIMEDOUT");
      return timedOut ? { seq: event.seq, socket: null, call: event.call } : null;
    }
    default:
      return null;
  }
}

function causedRing({ seq, cause }: EventOf<"frame.sent" | "socket.changed" | "socket.closed">): Ring | null {
  return cause.by === "timer" ? { seq, socket: cause.socket, call: null } : null;
}
