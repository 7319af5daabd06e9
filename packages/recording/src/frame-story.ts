import type { FrameFate, FrameOrigin, TraceEvent } from "@wirestage/trace";

/** One frame and all that became of it. */
export interface FrameStory {
  readonly origin: FrameOrigin;
  readonly fates: FrameFate[];
  /** `seq` of the events by which the frame's repeats were swallowed while it was held. */
  readonly repeats: number[];
}

/** What comments say of frames, gathered before the first packet is written because fates come later. */
export class TraceStory {
  /** By frame number, in the order of their origins. */
  readonly frames = new Map<number, FrameStory>();
  /** Names of calls and programs, by number. */
  readonly calls = new Map<number, string>();
  readonly programs = new Map<number, string>();

  add(event: TraceEvent): void {
    switch (event.kind) {
      case "frame.sent":
      case "frame.copied":
      case "frame.injected":
        this.frames.set(event.frame, { origin: event, fates: [], repeats: [] });
        return;
      case "frame.altered":
      case "frame.held":
      case "frame.released":
      case "frame.delivered":
      case "frame.lost":
        this.#addFate(event);
        return;
      case "call.entered":
        this.calls.set(event.call, event.name);
        return;
      case "program.started":
        this.programs.set(event.program, event.name);
        return;
      default:
        return;
    }
  }

  #addFate(event: FrameFate): void {
    this.frames.get(event.frame)?.fates.push(event);
    if (event.kind !== "frame.lost" || event.by.by !== "repeat") return;
    this.frames.get(event.by.of)?.repeats.push(event.seq);
  }
}
