import { u8, u16 } from "./bytes.ts";
import { WireError } from "./wire-error.ts";

declare const ipv4Brand: unique symbol;
declare const ipv6Brand: unique symbol;

/** Dotted decimal without leading zeros: `10.0.0.1`. */
export type Ipv4Address = string & { readonly [ipv4Brand]: true };

/** In the one form of RFC 5952: `fe80::1`, `::ffff:10.0.0.1`. */
export type Ipv6Address = string & { readonly [ipv6Brand]: true };

const IPV4_SHAPE = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;
const GROUP_SHAPE = /^[0-9a-f]{1,4}$/i;

function refuse(text: string, family: string, example: string): never {
  throw new WireError(
    "address-malformed",
    { text },
    `"${text}" is not an ${family} address; write it as in ${example}.`,
  );
}

function octetsOf(text: string): number[] | null {
  if (!IPV4_SHAPE.test(text)) return null;
  const octets = text.split(".").map(Number);
  return octets.every((octet) => octet < 256) ? octets : null;
}

/** @throws WireError `address-malformed` */
export function ipv4Address(text: string): Ipv4Address {
  return octetsOf(text) === null ? refuse(text, "IPv4", "10.0.0.1") : (text as Ipv4Address);
}

export function ipv4FromBytes(bytes: Uint8Array, at: number): Ipv4Address {
  return `${u8(bytes, at)}.${u8(bytes, at + 1)}.${u8(bytes, at + 2)}.${u8(bytes, at + 3)}` as Ipv4Address;
}

export function ipv4ToBytes(address: Ipv4Address): Uint8Array {
  return Uint8Array.from(octetsOf(address) ?? refuse(address, "IPv4", "10.0.0.1"));
}

/** The groups on one side of `::`; a last part in dotted decimal stands for two groups. */
function groupsOf(side: string): number[] | null {
  if (side === "") return [];
  const groups: number[] = [];
  const parts = side.split(":");
  for (const [index, part] of parts.entries()) {
    if (GROUP_SHAPE.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const [a, b, c, d] = (index === parts.length - 1 ? octetsOf(part) : null) ?? [];
    if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
    groups.push(a * 256 + b, c * 256 + d);
  }
  return groups;
}

function eightGroupsOf(text: string): number[] | null {
  const [left = "", right, ...more] = text.split("::");
  const head = groupsOf(left);
  const tail = right === undefined ? [] : groupsOf(right);
  if (head === null || tail === null || more.length > 0) return null;
  const missing = 8 - head.length - tail.length;
  if (right === undefined ? missing !== 0 : missing < 1) return null;
  if (right !== undefined && left.includes(".")) return null;
  return [...head, ...new Array<number>(missing).fill(0), ...tail];
}

/** First of the longest runs of two or more zero groups, as [start, end) (RFC 5952 §4.2). */
function longestZeroRun(groups: readonly number[]): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  for (let start = 0; start < groups.length; start++) {
    let end = start;
    while (groups[end] === 0) end++;
    if (end - start >= 2 && (best === null || end - start > best[1] - best[0])) best = [start, end];
    start = Math.max(start, end);
  }
  return best;
}

function textOf(groups: readonly number[]): Ipv6Address {
  const isV4Mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isV4Mapped) {
    const octets = groups.slice(6).flatMap((group) => [group >>> 8, group & 0xff]);
    return `::ffff:${octets.join(".")}` as Ipv6Address;
  }
  const hex = groups.map((group) => group.toString(16));
  const run = longestZeroRun(groups);
  if (run === null) return hex.join(":") as Ipv6Address;
  return `${hex.slice(0, run[0]).join(":")}::${hex.slice(run[1]).join(":")}` as Ipv6Address;
}

/**
 * Any spelling of RFC 4291 §2.2, without a zone; gives the canonical one.
 * @throws WireError `address-malformed`
 */
export function ipv6Address(text: string): Ipv6Address {
  return textOf(eightGroupsOf(text) ?? refuse(text, "IPv6", "fe80::1"));
}

export function ipv6FromBytes(bytes: Uint8Array, at: number): Ipv6Address {
  return textOf(Array.from({ length: 8 }, (_, group) => u16(bytes, at + 2 * group)));
}

export function ipv6ToBytes(address: Ipv6Address): Uint8Array {
  const groups = eightGroupsOf(address) ?? refuse(address, "IPv6", "fe80::1");
  return Uint8Array.from(groups.flatMap((group) => [group >>> 8, group & 0xff]));
}
