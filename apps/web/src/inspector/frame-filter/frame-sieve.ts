import type { FilteredFrame } from "@wirestage/display-filter";
import type { TraceLog } from "@wirestage/trace";
import { frameIndex } from "../frame-index.ts";

/** The frame as it came onto the wire, for a filter. */
function filteredFrame(log: TraceLog, number: number): FilteredFrame | null {
  const sent = log.frames[number - 1]?.sent;
  const bytes = frameIndex(log).summary(number)?.bytes;
  if (!sent || !bytes) return null;
  // Wireshark counts time from the first frame, not from when the lab was opened.
  const t = sent.t - (log.frames[0]?.sent.t ?? 0);
  return { number, host: sent.host, t, bytes, length: sent.length };
}

/** Numbers of the frames that pass a test. Each frame is judged once, however often one asks. */
export class FrameSieve {
  readonly #log: TraceLog;
  readonly #noise: boolean;
  readonly #passes: (frame: FilteredFrame) => boolean;
  readonly #passed: number[] = [];
  #judged = 0;

  /** @param noise whether link noise is judged too, or left out */
  constructor(log: TraceLog, noise: boolean, passes: (frame: FilteredFrame) => boolean) {
    this.#log = log;
    this.#noise = noise;
    this.#passes = passes;
  }

  /** In order, of all frames of the log; the same array grows with it. */
  frames(): readonly number[] {
    const all = frameIndex(this.#log).frames(this.#noise);
    for (; this.#judged < all.length; this.#judged++) {
      const number = all[this.#judged] ?? 0;
      const frame = filteredFrame(this.#log, number);
      if (frame !== null && this.#passes(frame)) this.#passed.push(number);
    }
    return this.#passed;
  }
}
