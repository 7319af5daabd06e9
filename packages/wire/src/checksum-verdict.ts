import { putU16, u16 } from "./bytes.ts";
import { checksumOfSum, foldSum, pseudoHeaderSum, sumWords } from "./checksum.ts";
import type { Frame } from "./frame.ts";
import { ICMP } from "./icmp.ts";
import { ICMPV6 } from "./icmpv6.ts";
import { fragmentOf, type IpLayer, type IpPacket, type Payload, type TransportLayer } from "./ip-packet.ts";
import { IPV4, IpProtocol } from "./ipv4.ts";
import { IPV6, Ipv6Extension } from "./ipv6.ts";
import { TCP } from "./tcp.ts";
import { UDP } from "./udp.ts";

/**
 * - `absent`: UDP over IPv4 with checksum 0 (RFC 768): the sender made none
 * - `unverifiable`: not all bytes that it covers are here (`cut`), or they are spread over several packets
 *   (`fragment`), or it covers a destination address that is not in the IP header (`source-route`)
 */
export type ChecksumVerdict =
  | { readonly status: "good"; readonly found: number }
  | { readonly status: "bad"; readonly found: number; readonly expected: number }
  | { readonly status: "absent" }
  | { readonly status: "unverifiable"; readonly because: "cut" | "fragment" | "source-route" };

/** Null where there is no such header; IPv6 has no header checksum. */
export interface ChecksumVerdicts {
  readonly ip: ChecksumVerdict | null;
  readonly transport: ChecksumVerdict | null;
}

export function verifyChecksums(frame: Frame): ChecksumVerdicts {
  return verifyPacket(frame.bytes, frame.layers);
}

/** As `verifyChecksums`, for a packet whose offsets are those of `bytes`, such as a quoted one. */
export function verifyPacket(bytes: Uint8Array, packet: Pick<IpPacket, "ip" | "transport" | "payload">) {
  const { ip, transport, payload } = packet;
  if (ip === null) return { ip: null, transport: null } satisfies ChecksumVerdicts;
  const verdicts: ChecksumVerdicts = {
    ip: ip.kind === "ipv4" ? verdictOf(bytes, ipSpan(ip)) : null,
    transport: transport === null ? null : transportVerdict(bytes, ip, transport, payload),
  };
  return verdicts;
}

/** Bytes [start, end) are summed onto `seed`; the checksum stands at `at`. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly at: number;
  readonly seed: number;
  /** UDP sends a computed 0 as 0xffff (RFC 768). */
  readonly zeroAs: number;
}

function ipSpan(ip: IpLayer): Span {
  return { start: ip.start, end: ip.end, at: ip.start + IPV4.checksum.at, seed: 0, zeroAs: 0 };
}

function expectedChecksum(bytes: Uint8Array, span: Span): number {
  const sum = span.seed + sumWords(bytes, span.start, span.end) - u16(bytes, span.at);
  return checksumOfSum(sum) || span.zeroAs;
}

function verdictOf(bytes: Uint8Array, span: Span): ChecksumVerdict {
  const found = u16(bytes, span.at);
  // Over the checksum too, so that 0x0000 and 0xffff, which mean the same number, are both good (RFC 1624 §3).
  const isGood = foldSum(span.seed + sumWords(bytes, span.start, span.end)) === 0xffff;
  return isGood
    ? { status: "good", found }
    : { status: "bad", found, expected: expectedChecksum(bytes, span) };
}

function transportVerdict(
  bytes: Uint8Array,
  ip: IpLayer,
  transport: TransportLayer,
  payload: Payload,
): ChecksumVerdict {
  const isAbsent = transport.kind === "udp" && ip.kind === "ipv4" && transport.header.checksum === 0;
  if (isAbsent) return { status: "absent" };
  if (fragmentOf(ip) !== "whole") return { status: "unverifiable", because: "fragment" };
  if (payload.bytes.length < payload.length) return { status: "unverifiable", because: "cut" };
  if (hasSegmentsLeft(ip)) return { status: "unverifiable", because: "source-route" };
  return verdictOf(bytes, transportSpan(bytes, ip, transport, payload.end));
}

/** The pseudo-header holds the final destination, which is then in the routing header (RFC 8200 §8.1). */
function hasSegmentsLeft(ip: IpLayer): boolean {
  if (ip.kind === "ipv4") return false;
  return ip.header.extensions.some(({ type, rest }) => type === Ipv6Extension.routing && rest[2] !== 0);
}

function transportSpan(bytes: Uint8Array, ip: IpLayer, transport: TransportLayer, end: number): Span {
  const { start } = transport;
  const seed = (protocol: number) => addressSum(bytes, ip, protocol, end - start);
  switch (transport.kind) {
    case "tcp":
      return { start, end, at: start + TCP.checksum.at, seed: seed(IpProtocol.tcp), zeroAs: 0 };
    case "udp":
      return { start, end, at: start + UDP.checksum.at, seed: seed(IpProtocol.udp), zeroAs: 0xffff };
    case "icmp":
      return { start, end, at: start + ICMP.checksum.at, seed: 0, zeroAs: 0 };
    case "icmpv6":
      return { start, end, at: start + ICMPV6.checksum.at, seed: seed(IpProtocol.icmpv6), zeroAs: 0 };
    default:
      return transport satisfies never;
  }
}

function addressSum(bytes: Uint8Array, ip: IpLayer, protocol: number, length: number): number {
  const { src, dst } = ip.kind === "ipv4" ? IPV4 : IPV6;
  const at = (field: { readonly at: number; readonly size: number }) =>
    bytes.subarray(ip.start + field.at, ip.start + field.at + field.size);
  return pseudoHeaderSum({ src: at(src), dst: at(dst), protocol, length });
}

/**
 * A copy of the frame in which every checksum is right, as a sender makes them: after bytes were changed by hand.
 * Checksums that cannot be verified (see `ChecksumVerdict`) and absent ones stay as they are.
 */
export function withGoodChecksums(frame: Frame): Uint8Array {
  const bytes = new Uint8Array(frame.bytes);
  const { ip, transport, payload } = frame.layers;
  if (ip === null) return bytes;
  if (ip.kind === "ipv4") {
    const span = ipSpan(ip);
    putU16(bytes, span.at, expectedChecksum(bytes, span));
  }
  if (transport === null) return bytes;
  if (transportVerdict(bytes, ip, transport, payload).status === "bad") {
    const span = transportSpan(bytes, ip, transport, payload.end);
    putU16(bytes, span.at, expectedChecksum(bytes, span));
  }
  return bytes;
}
