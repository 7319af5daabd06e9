import { countUntil, isFrameOrigin, type TraceEvent, type TraceTime } from "@wirestage/trace";

/** A stretch in which no frame moved and nothing that the ladder draws happened. */
export interface IdleGap {
  readonly from: TraceTime;
  readonly to: TraceTime;
}

/**
 * Whether the ladder has a mark for the event; what has none cannot end a gap. A repeat that the wire swallowed (never
 * due) is only counted on the frame that is held.
 */
function isDrawn(event: TraceEvent): boolean {
  switch (event.kind) {
    case "frame.sent":
      return event.due !== null;
    case "frame.lost":
      return event.by.by !== "repeat";
    case "frame.copied":
    case "frame.injected":
    case "frame.altered":
    case "frame.held":
    case "frame.released":
    case "frame.rescheduled":
    case "frame.delivered":
    case "call.entered":
    case "call.returned":
    case "socket.opened":
    case "socket.closed":
      return true;
    case "socket.changed":
      return event.before !== event.state;
    case "lab.opened":
    case "call.blocked":
    case "program.started":
    case "program.source":
    case "program.line":
    case "program.asking":
    case "program.paused":
    case "program.resumed":
    case "program.output":
    case "program.input":
    case "program.statement":
    case "program.ended":
    case "sysctl.changed":
    case "rule.changed":
    case "rule.set":
    case "rule.removed":
    case "command.given":
    case "note":
      return false;
    default:
      return event satisfies never;
  }
}

/** Finds the idle gaps of a trace, event by event. A gap depends on nothing after its end. */
export class IdleGaps {
  readonly gaps: IdleGap[] = [];
  readonly #flying = new Set<number>();
  #first: TraceTime | null = null;
  #last: TraceTime | null = null;

  /** When the first thing happened that the ladder draws. */
  get first(): TraceTime | null {
    return this.#first;
  }

  push(event: TraceEvent): void {
    if (isDrawn(event)) {
      if (this.#last !== null && this.#flying.size === 0 && event.t > this.#last) {
        this.gaps.push({ from: this.#last, to: event.t });
      }
      this.#first ??= event.t;
      this.#last = event.t;
    }
    this.#follow(event);
  }

  #follow(event: TraceEvent): void {
    const flies = event.kind === "frame.released" || event.kind === "frame.rescheduled";
    if (flies || (isFrameOrigin(event) && event.due !== null)) this.#flying.add(event.frame);
    if (event.kind === "frame.held" || event.kind === "frame.delivered" || event.kind === "frame.lost") {
      this.#flying.delete(event.frame);
    }
  }

  /** Since when it is idle at `t`, or null where something moves. */
  idleSince(t: TraceTime): TraceTime | null {
    const open = this.#flying.size === 0 ? this.#last : null;
    if (open !== null && t >= open) return open;
    const gap = this.gaps[countUntil(this.gaps, t, (each) => each.from) - 1];
    return gap !== undefined && t < gap.to ? gap.from : null;
  }
}
