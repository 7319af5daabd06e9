import { FrameIndex } from "./frame-index.ts";
import { LabSummary } from "./lab-summary.ts";

export interface TraceLimits {
  readonly events: number;
  /** Of the events as JSON and, counted apart, of the whole frames kept beside them. */
  readonly bytes: number;
}

export interface TraceSlice {
  /** Events as JSON, separated by commas. */
  readonly text: string;
  /** `seq` after the last of them. */
  readonly next: number;
}

/** A slice ends early rather than grow beyond this, in UTF-16 units. */
const SLICE_LENGTH = 1024 * 1024;

/** One lab's trace as the lab process wrote it: a line of JSON for each event, found by `seq`. */
export class TraceStore {
  /** Hosts and running programs. */
  readonly summary: LabSummary;
  readonly #limits: TraceLimits;
  readonly #lines: string[] = [];
  readonly #frames = new Map<number, Uint8Array>();
  readonly #frameNumbers: number[] = [];
  readonly #index: FrameIndex;
  #eventBytes = 0;
  #frameBytes = 0;

  constructor(limits: TraceLimits) {
    this.#limits = limits;
    this.#index = new FrameIndex(this.#lines);
    this.summary = new LabSummary(this.#lines);
  }

  /** `seq` that the next event will carry. */
  get next(): number {
    return this.#lines.length;
  }

  get bytes(): number {
    return this.#eventBytes + this.#frameBytes;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Whole bytes of the frames that their events carry cut, by frame number. */
  get keptFrames(): ReadonlyMap<number, Uint8Array> {
    return this.#frames;
  }

  /** The same without the first `count`, in the order in which they came. */
  *framesFrom(count: number): Generator<[frame: number, bytes: Uint8Array], void, undefined> {
    for (let at = count; at < this.#frameNumbers.length; at += 1) {
      const frame = this.#frameNumbers[at] ?? 0;
      yield [frame, this.#frames.get(frame) ?? new Uint8Array(0)];
    }
  }

  /** Takes as many of the lines as the limits allow and says how many that was. */
  append(lines: readonly string[]): number {
    let taken = 0;
    for (const line of lines) {
      const bytes = Buffer.byteLength(line);
      if (this.#lines.length >= this.#limits.events) break;
      if (this.#eventBytes + bytes > this.#limits.bytes) break;
      this.#lines.push(line);
      this.#eventBytes += bytes;
      taken += 1;
    }
    return taken;
  }

  /** Keeps the whole of a frame that its event carries cut; says whether there was room. */
  keepFrame(frame: number, bytes: Uint8Array): boolean {
    if (this.#frameBytes + bytes.length > this.#limits.bytes) return false;
    this.#frames.set(frame, bytes);
    this.#frameNumbers.push(frame);
    this.#frameBytes += bytes.length;
    return true;
  }

  /** All bytes of a frame, or null where the trace does not hold them all. */
  frame(frame: number): Uint8Array | null {
    return this.#frames.get(frame) ?? this.#index.wholeBytes(frame);
  }

  /** At most `count` events from `from` on. */
  slice(from: number, count: number): TraceSlice {
    let next = from;
    let length = 0;
    while (next < this.#lines.length && next - from < count && (length < SLICE_LENGTH || next === from)) {
      length += this.#lines[next]?.length ?? 0;
      next += 1;
    }
    const single = next - from === 1 ? this.#lines[from] : undefined;
    return { text: single ?? this.#lines.slice(from, next).join(","), next };
  }
}
