declare const seqNumberBrand: unique symbol;

/** A TCP sequence number: an integer from 0 to 2^32 − 1 that wraps (RFC 9293 §3.4). */
export type SeqNumber = number & { readonly [seqNumberBrand]: true };

function wrap(value: number): SeqNumber {
  return (value >>> 0) as SeqNumber;
}

/** Steps from `from` to `to` the shorter way round: −2^31 … 2^31 − 1. */
function distance(from: SeqNumber, to: SeqNumber): number {
  return (to - from) | 0;
}

function before(a: SeqNumber, b: SeqNumber): boolean {
  return distance(b, a) < 0;
}

/**
 * Arithmetic modulo 2^32. Order holds only between numbers less than 2^31 apart; at exactly 2^31 each is before
 * the other, as in Linux (`before()` in include/net/tcp.h).
 */
export const SeqNumber = {
  /** Any integer, taken modulo 2^32. */
  of: wrap,
  add: (seq: SeqNumber, count: number): SeqNumber => wrap(seq + count),
  distance,
  before,
  after: (a: SeqNumber, b: SeqNumber): boolean => before(b, a),
  /** Whether `seq` is one of the `size` numbers from `start` on. */
  inWindow: (seq: SeqNumber, start: SeqNumber, size: number): boolean => wrap(seq - start) < size,
} as const;
