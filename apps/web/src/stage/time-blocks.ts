import { countUntil, type TraceTime } from "@wirestage/trace";

const BLOCK = 64;

/** When something lasted; `to` is null while it goes on. */
interface Lasting {
  readonly from: TraceTime;
  readonly to: TraceTime | null;
}

/**
 * Finds those among very many things that lasted at some time, without looking at each. They stand in the order in
 * which they began, more may come at any time, and what is over stays over. Things are kept in blocks; a block whose
 * things are all over is passed over by the time of its last end.
 */
export class TimeBlocks<T> {
  readonly #items: readonly T[];
  readonly #lastingOf: (item: T) => Lasting;
  /** The last end of each block all of whose things are over; undefined for any other. */
  readonly #ends: (number | undefined)[] = [];

  constructor(items: readonly T[], lastingOf: (item: T) => Lasting) {
    this.#items = items;
    this.#lastingOf = lastingOf;
  }

  /** Things that began at `to` or before and went on at `from` or after, in order; some that were over may be among them. */
  *around(from: TraceTime, to: TraceTime): Generator<T> {
    const count = countUntil(this.#items, to, (item) => this.#lastingOf(item).from);
    for (let first = 0; first < count; first += BLOCK) {
      if (this.#end(first) < from) continue;
      const last = Math.min(count, first + BLOCK);
      for (let at = first; at < last; at++) {
        const item = this.#items[at];
        if (item !== undefined) yield item;
      }
    }
  }

  /** When everything in the block that begins at `first` was over, or never. */
  #end(first: number): number {
    const known = this.#ends[first / BLOCK];
    if (known !== undefined) return known;
    if (this.#items.length < first + BLOCK) return Number.POSITIVE_INFINITY;
    let end = 0;
    for (let at = first; at < first + BLOCK; at++) {
      const item = this.#items[at];
      end = Math.max(end, (item && this.#lastingOf(item).to) ?? Number.POSITIVE_INFINITY);
    }
    if (end < Number.POSITIVE_INFINITY) this.#ends[first / BLOCK] = end;
    return end;
  }
}
