/** Bytes `from` to before `to` of a stream. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

interface Watch<T> extends Stretch {
  readonly found: T[];
}

/** What is known of the bytes of one stream, piece by piece, and those pieces that somebody watches for. */
export class Stretches<T extends Stretch> {
  readonly #pieces: T[] = [];
  readonly #watches: Watch<T>[] = [];

  push(piece: T): void {
    this.#pieces.push(piece);
    for (const watch of this.#watches) if (overlaps(piece, watch)) watch.found.push(piece);
  }

  /** The last piece as it turned out to be. */
  replaceLast(piece: T): void {
    const last = this.#pieces.pop();
    for (const { found } of this.#watches) if (found.at(-1) === last) found.pop();
    this.push(piece);
  }

  /** Every piece that has bytes of the stretch, in order; the array grows with the stream. */
  watch({ from, to }: Stretch): readonly T[] {
    const found = this.#pieces.filter((piece) => overlaps(piece, { from, to }));
    this.#watches.push({ from, to, found });
    return found;
  }

  unwatch(found: readonly T[]): void {
    const at = this.#watches.findIndex((watch) => watch.found === found);
    if (at >= 0) this.#watches.splice(at, 1);
  }
}

function overlaps(a: Stretch, b: Stretch): boolean {
  return a.from < b.to && b.from < a.to;
}
