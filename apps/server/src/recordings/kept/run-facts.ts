import { LIMITS } from "@wirestage/protocol";
import { isFrameOrigin, type TraceEvent } from "@wirestage/trace";
import { z } from "zod";

/** What a recording is listed with. */
export const RunFacts = z.object({
  programs: z.array(z.string()),
  events: z.int().min(0),
  frames: z.int().min(0),
  durationNs: z.int().min(0),
});
export type RunFacts = z.infer<typeof RunFacts>;

export const NO_FACTS: RunFacts = { programs: [], events: 0, frames: 0, durationNs: 0 };

/** Gathers the facts of a run, event by event. */
export class RunFactsGatherer {
  readonly #programs = new Set<string>();
  #events = 0;
  #frames = 0;
  #durationNs = 0;

  add(event: TraceEvent): void {
    this.#events += 1;
    this.#durationNs = event.t;
    if (isFrameOrigin(event)) this.#frames += 1;
    const hasRoom = this.#programs.size < LIMITS.recordingPrograms;
    if (event.kind === "program.started" && hasRoom) this.#programs.add(event.name);
  }

  get facts(): RunFacts {
    return {
      programs: [...this.#programs],
      events: this.#events,
      frames: this.#frames,
      durationNs: this.#durationNs,
    };
  }
}
