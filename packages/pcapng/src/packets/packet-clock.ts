import { InterfaceClock, type TimestampResolution } from "../timestamp.ts";

const WORD = 4_294_967_296;

/** The timestamps of one interface as nanoseconds after a common origin, without a `bigint` for each packet. */
export class PacketClock {
  readonly #clock: InterfaceClock;
  /** Nanoseconds of a unit, where that is a whole number. */
  readonly #unitNs: number | null;
  /** The interface's first timestamp, and when that was. */
  #first: { readonly upper: number; readonly lower: number; readonly ns: number } | null = null;

  constructor(resolution: TimestampResolution, offsetSeconds: bigint) {
    this.#clock = new InterfaceClock(resolution, offsetSeconds);
    const { base, exponent } = resolution;
    this.#unitNs = base === 10 && exponent <= 9 ? 10 ** (9 - exponent) : null;
  }

  /** Nanoseconds since 1970 UTC. */
  absolute(upper: number, lower: number): bigint {
    return this.#clock.toNanoseconds((BigInt(upper) << 32n) | BigInt(lower));
  }

  /** Exact up to 2^53 ns, about 104 days. */
  sinceOrigin(upper: number, lower: number, origin: bigint): number {
    if (this.#unitNs === null) return Number(this.absolute(upper, lower) - origin);
    this.#first ??= { upper, lower, ns: Number(this.absolute(upper, lower) - origin) };
    const units = (upper - this.#first.upper) * WORD + (lower - this.#first.lower);
    return this.#first.ns + units * this.#unitNs;
  }
}
