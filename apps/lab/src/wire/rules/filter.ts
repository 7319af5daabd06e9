import { compileFilter, type FilteredFrame } from "@wirestage/display-filter";
import { LabError } from "../../lab-error.ts";
import type { WireFrame } from "../wire-frame.ts";

export type FrameFilter = (frame: WireFrame) => boolean;

/** The filters of one wire's rules. */
export class Filters {
  readonly #firstFrameAt: () => number | null;
  #judged: FilteredFrame | null = null;

  /** @param firstFrameAt when the first frame came onto the wire, in trace time */
  constructor(firstFrameAt: () => number | null) {
    this.#firstFrameAt = firstFrameAt;
  }

  /**
   * An empty text lets everything pass but link noise.
   * @throws LabError `bad_filter`, with what is wrong and where, in UTF-16 units
   */
  compile(text: string): FrameFilter {
    if (text.trim() === "") return ({ noise }) => !noise;
    const compiled = compileFilter(text);
    if (compiled.ok) return (frame) => compiled.filter.matches(this.#judge(frame));
    const { code: problem, from, to, facts } = compiled.problem;
    const message = `The filter cannot be used: ${problem}, from offset ${from} to ${to}. Write it as a Wireshark display filter.`;
    throw new LabError("bad_filter", message, { ...facts, problem, from, to });
  }

  /** The same object for one filter after another, so that they decode a frame once. */
  #judge({ frame: number, host, bytes, place }: WireFrame): FilteredFrame {
    if (this.#judged?.number === number && this.#judged.bytes === bytes) return this.#judged;
    const t = place.since - (this.#firstFrameAt() ?? place.since);
    this.#judged = { number, host, t, bytes, length: bytes.length };
    return this.#judged;
  }
}
