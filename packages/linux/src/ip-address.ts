/** IPv4 and IPv6 addresses, text ⇄ network-order bytes (RFC 6943 strict dotted form; RFC 5952). */
import { isIPv4 } from "node:net";
import * as libc from "./libc.ts";
import { AF_INET6 } from "./socket-constants.ts";

const scratch = new Uint8Array(new ArrayBuffer(16));

/** Writes four octets at `offset`; false if `text` is not four decimal numbers of 0 to 255. */
export function parseIpv4(text: string, into: Uint8Array, offset: number): boolean {
  if (!isIPv4(text)) return false;
  text.split(".").forEach((octet, index) => {
    into[offset + index] = Number(octet);
  });
  return true;
}

export function formatIpv4(from: Uint8Array, offset: number): string {
  return `${from[offset]}.${from[offset + 1]}.${from[offset + 2]}.${from[offset + 3]}`;
}

/** Writes sixteen octets at `offset`; false if inet_pton(3) does not take `text`. */
export function parseIpv6(text: string, into: Uint8Array, offset: number): boolean {
  if (libc.inetPton(AF_INET6, text, scratch) !== 1) return false;
  into.set(scratch, offset);
  return true;
}

/** The canonical text of RFC 5952: lower case, the longest run of zeros as `::`, IPv4-mapped as `::ffff:10.0.0.1`. */
export function formatIpv6(from: Uint8Array, offset: number): string {
  if (isIpv4Mapped(from, offset)) return `::ffff:${formatIpv4(from, offset + 12)}`;
  const groups: number[] = [];
  for (let at = offset; at < offset + 16; at += 2) groups.push(((from[at] ?? 0) << 8) | (from[at + 1] ?? 0));
  const zeros = longestZeroRun(groups);
  const hex = groups.map((group) => group.toString(16));
  if (zeros.length < 2) return hex.join(":");
  return `${hex.slice(0, zeros.start).join(":")}::${hex.slice(zeros.start + zeros.length).join(":")}`;
}

/** RFC 4291 §2.5.5.2 */
function isIpv4Mapped(from: Uint8Array, offset: number): boolean {
  for (let at = offset; at < offset + 10; at++) if (from[at] !== 0) return false;
  return from[offset + 10] === 0xff && from[offset + 11] === 0xff;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  });
  return best;
}
