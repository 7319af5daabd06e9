import { putU16, putU32, u16 } from "./bytes.ts";

/** Sum of 16-bit words before folding; an odd last byte counts as the high byte of a word (RFC 1071 §4.1). */
export function sumWords(bytes: Uint8Array, start: number, end: number): number {
  let sum = 0;
  let at = start;
  for (; at + 1 < end; at += 2) sum += u16(bytes, at);
  if (at < end) sum += (bytes[at] ?? 0) << 8;
  return sum;
}

/** One's complement sum in 16 bits. */
export function foldSum(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000);
  return folded;
}

/** The internet checksum (RFC 1071) of words whose sum is given, the checksum field counted as zero. */
export function checksumOfSum(sum: number): number {
  return ~foldSum(sum) & 0xffff;
}

/** Addresses as bytes: 4 each for IPv4 (RFC 9293 §3.1), 16 each for IPv6 (RFC 8200 §8.1). */
export interface PseudoHeader {
  readonly src: Uint8Array;
  readonly dst: Uint8Array;
  readonly protocol: number;
  /** Bytes of transport header and payload. */
  readonly length: number;
}

/** The words of both families' pseudo-headers add up the same: zeros stand between protocol and length. */
export function pseudoHeaderSum({ src, dst, protocol, length }: PseudoHeader): number {
  const rest = new Uint8Array(6);
  putU32(rest, 0, length);
  putU16(rest, 4, protocol);
  return sumWords(src, 0, src.length) + sumWords(dst, 0, dst.length) + sumWords(rest, 0, rest.length);
}
