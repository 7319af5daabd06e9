const NANOSECONDS_PER_SECOND = 1_000_000_000n;

/** if_tsresol: a timestamp counts units of base^-exponent seconds. */
export interface TimestampResolution {
  readonly base: 2 | 10;
  /** 0 to 127 */
  readonly exponent: number;
}

/** if_tsresol: the top bit chooses the base, the rest is the negative power ("Interface Description Block"). */
export function decodeTsresol(octet: number): TimestampResolution {
  return { base: octet & 0x80 ? 2 : 10, exponent: octet & 0x7f };
}

/** What applies where if_tsresol is absent: microseconds. */
export const DEFAULT_RESOLUTION: TimestampResolution = { base: 10, exponent: 6 };

/** Turns the timestamps of one interface into nanoseconds since 1970 UTC; finer parts are cut off. */
export class InterfaceClock {
  readonly #multiplier: bigint;
  readonly #divisor: bigint;
  readonly #offset: bigint;

  constructor(resolution: TimestampResolution, offsetSeconds: bigint) {
    const unitsPerSecond = BigInt(resolution.base) ** BigInt(resolution.exponent);
    const whole = NANOSECONDS_PER_SECOND % unitsPerSecond === 0n;
    this.#multiplier = whole ? NANOSECONDS_PER_SECOND / unitsPerSecond : NANOSECONDS_PER_SECOND;
    this.#divisor = whole ? 1n : unitsPerSecond;
    this.#offset = offsetSeconds * NANOSECONDS_PER_SECOND;
  }

  toNanoseconds(units: bigint): bigint {
    return (units * this.#multiplier) / this.#divisor + this.#offset;
  }
}
