import { type FrameFate, type FrameOrigin, isFrameOrigin, type TraceEvent } from "@wirestage/trace";

/** One frame and all that became of it. */
export interface FrameStory {
  readonly origin: FrameOrigin;
  readonly fates: FrameFate[];
  /** `seq` of the events by which the frame's repeats were swallowed while it was held. */
  readonly repeats: number[];
}

/** Names that the comment of a frame's cause may need. */
export class TraceNames {
  /** By number. */
  readonly calls = new Map<number, string>();
  readonly programs = new Map<number, string>();
  readonly #most: number;

  /** @param most how many of each are remembered; older ones are forgotten */
  constructor(most: number = Number.POSITIVE_INFINITY) {
    this.#most = most;
  }

  add(event: TraceEvent): void {
    if (event.kind === "call.entered") this.#keep(this.calls, event.call, event.name);
    if (event.kind === "program.started") this.#keep(this.programs, event.program, event.name);
  }

  #keep(names: Map<number, string>, number: number, name: string): void {
    names.set(number, name);
    if (names.size <= this.#most) return;
    for (const [oldest] of names) {
      names.delete(oldest);
      return;
    }
  }
}

/** What comments say of frames, gathered before the first packet is written because fates come later. */
export class TraceStory {
  /** By frame number, in the order of their origins. */
  readonly frames = new Map<number, FrameStory>();
  readonly names = new TraceNames();

  add(event: TraceEvent): void {
    this.names.add(event);
    if (isFrameOrigin(event)) this.frames.set(event.frame, { origin: event, fates: [], repeats: [] });
    else this.#addFate(event);
  }

  #addFate(event: Exclude<TraceEvent, FrameOrigin>): void {
    switch (event.kind) {
      case "frame.altered":
      case "frame.held":
      case "frame.released":
      case "frame.rescheduled":
      case "frame.delivered":
        this.frames.get(event.frame)?.fates.push(event);
        return;
      case "frame.lost":
        this.frames.get(event.frame)?.fates.push(event);
        if (event.by.by === "repeat") this.frames.get(event.by.of)?.repeats.push(event.seq);
        return;
      default:
        return;
    }
  }
}
