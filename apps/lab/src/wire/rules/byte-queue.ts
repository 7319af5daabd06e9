/** Departures that are over are kept until there are so many, because taking each off an array costs its length. */
const MANY = 256;

/** Bytes that leave one frame after another, until the last of a frame has left. Times in ns. */
export class ByteQueue {
  #departures: { readonly at: number; readonly bytes: number }[] = [];
  #first = 0;
  #bytes = 0;

  /** When the last frame will have left. */
  get lastDeparture(): number {
    return this.#departures.at(-1)?.at ?? 0;
  }

  /** @param now no earlier than asked for before, else more has left than had then */
  bytesAt(now: number): number {
    for (let next = this.#departures[this.#first]; next && next.at <= now; ) {
      this.#bytes -= next.bytes;
      this.#first += 1;
      next = this.#departures[this.#first];
    }
    return this.#bytes;
  }

  /** @param at no earlier than the last departure */
  add(at: number, bytes: number): void {
    if (this.#first >= MANY) {
      this.#departures = this.#departures.slice(this.#first);
      this.#first = 0;
    }
    this.#departures.push({ at, bytes });
    this.#bytes += bytes;
  }
}
