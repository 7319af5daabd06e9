import type { Decoded, DecodeProblem } from "./decoded.ts";
import { decodeIcmp, type IcmpHeader } from "./icmp.ts";
import { decodeIcmpv6, type Icmpv6Header } from "./icmpv6.ts";
import { decodeIpv4, IpProtocol, type Ipv4Header } from "./ipv4.ts";
import { decodeIpv6, IPV6_HEADER_LENGTH, type Ipv6Header, ipv6FragmentOf, upperProtocol } from "./ipv6.ts";
import { decodeTcp, type TcpHeader } from "./tcp.ts";
import { decodeUdp, UDP, UDP_HEADER_LENGTH, type UdpHeader } from "./udp.ts";

/** A header at bytes [start, end). */
export interface Layer<Kind extends string, Header> {
  readonly kind: Kind;
  readonly start: number;
  readonly end: number;
  readonly header: Header;
}

export type IpLayer = Layer<"ipv4", Ipv4Header> | Layer<"ipv6", Ipv6Header>;

export type TransportLayer =
  | Layer<"tcp", TcpHeader>
  | Layer<"udp", UdpHeader>
  | Layer<"icmp", IcmpHeader>
  | Layer<"icmpv6", Icmpv6Header>;

/** Bytes [start, end) are here; `length` is what the headers say there was on the wire. */
export interface Payload {
  readonly start: number;
  readonly end: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

/** The problem of one layer, whose header begins or would begin at `start`. */
export interface LayerProblem extends DecodeProblem {
  readonly layer: "ethernet" | "arp" | IpLayer["kind"] | TransportLayer["kind"];
  readonly start: number;
}

export interface IpPacket {
  readonly ip: IpLayer | null;
  /** Null if the protocol is not one we know, in later fragments, and if its header is not whole. */
  readonly transport: TransportLayer | null;
  readonly payload: Payload;
  /** Where the packet ends by its own length field, or `wireEnd` if there is no IP header. */
  readonly end: number;
  /** The first layer that is not as it should be; what could be read is in the other fields all the same. */
  readonly problem: LayerProblem | null;
}

export function payloadAt(bytes: Uint8Array, start: number, wireEnd: number): Payload {
  const from = Math.min(start, bytes.length);
  const end = Math.max(from, Math.min(bytes.length, wireEnd));
  return { start: from, end, length: Math.max(0, wireEnd - start), bytes: bytes.subarray(from, end) };
}

/** Bytes ran out at `limit`: if only the capture ended there, the header was cut, not truncated. */
export function layerProblem(
  layer: LayerProblem["layer"],
  start: number,
  problem: DecodeProblem,
  bytes: Uint8Array,
  wireEnd: number,
): LayerProblem {
  const isCut = problem.reason === "truncated" && bytes.length < wireEnd;
  return { ...problem, reason: isCut ? "cut" : problem.reason, layer, start };
}

function decodeIpLayer(
  family: IpLayer["kind"],
  bytes: Uint8Array,
  start: number,
  limit: number,
): { readonly layer: IpLayer } | { readonly problem: DecodeProblem } {
  if (family === "ipv4") {
    const result = decodeIpv4(bytes, start, limit);
    return result.ok ? { layer: { kind: "ipv4", start, end: result.end, header: result.header } } : result;
  }
  const result = decodeIpv6(bytes, start, limit);
  return result.ok ? { layer: { kind: "ipv6", start, end: result.end, header: result.header } } : result;
}

/** Offset of the first byte after the packet, by its own length field. */
function packetEnd(ip: IpLayer): number {
  return ip.kind === "ipv4"
    ? ip.start + ip.header.totalLength
    : ip.start + IPV6_HEADER_LENGTH + ip.header.payloadLength;
}

export function protocolOf(ip: IpLayer): number {
  return ip.kind === "ipv4" ? ip.header.protocol : upperProtocol(ip.header);
}

export function fragmentOf(ip: IpLayer): "whole" | "first" | "later" {
  if (ip.kind === "ipv6") return ipv6FragmentOf(ip.header);
  if (ip.header.fragmentOffset > 0) return "later";
  return ip.header.moreFragments ? "first" : "whole";
}

/**
 * Reads an IP packet at `start`.
 * @param wireEnd where the bytes that may belong to it ended on the wire; `bytes` may be shorter (snap length)
 */
export function decodeIpPacket(
  family: IpLayer["kind"],
  bytes: Uint8Array,
  start: number,
  wireEnd: number,
): IpPacket {
  const own = bytes.subarray(0, wireEnd);
  const result = decodeIpLayer(family, own, start, own.length);
  if ("problem" in result) {
    return {
      ip: null,
      transport: null,
      payload: payloadAt(bytes, start, wireEnd),
      end: wireEnd,
      problem: layerProblem(family, start, result.problem, bytes, wireEnd),
    };
  }
  const ip = result.layer;
  const end = packetEnd(ip);
  const { transport, payload, problem } = decodeTransport(ip, own, Math.min(own.length, end), end);
  return { ip, transport, payload, end, problem };
}

type Upper = Pick<IpPacket, "transport" | "payload" | "problem">;

function decodeTransport(ip: IpLayer, bytes: Uint8Array, limit: number, end: number): Upper {
  if (fragmentOf(ip) === "later") return withoutTransport(ip, bytes, end);
  switch (protocolOf(ip)) {
    case IpProtocol.tcp:
      return withTransport(ip, bytes, end, "tcp", decodeTcp(bytes, ip.end, limit));
    case IpProtocol.udp:
      return withUdp(ip, bytes, end, decodeUdp(bytes, ip.end, limit));
    case IpProtocol.icmp:
      return withTransport(ip, bytes, end, "icmp", decodeIcmp(bytes, ip.end, limit));
    case IpProtocol.icmpv6:
      return withTransport(ip, bytes, end, "icmpv6", decodeIcmpv6(bytes, ip.end, limit));
    default:
      return withoutTransport(ip, bytes, end);
  }
}

function withoutTransport(ip: IpLayer, bytes: Uint8Array, end: number): Upper {
  return { transport: null, payload: payloadAt(bytes, ip.end, end), problem: null };
}

function withTransport<Kind extends TransportLayer["kind"], Header>(
  ip: IpLayer,
  bytes: Uint8Array,
  end: number,
  kind: Kind,
  result: Decoded<Header>,
): { transport: Layer<Kind, Header> | null; payload: Payload; problem: LayerProblem | null } {
  if (!result.ok) {
    const problem = layerProblem(kind, ip.end, result.problem, bytes, end);
    return { transport: null, payload: payloadAt(bytes, ip.end, end), problem };
  }
  const transport = { kind, start: ip.end, end: result.end, header: result.header };
  return { transport, payload: payloadAt(bytes, result.end, end), problem: null };
}

/** A datagram is as long as its own length field says, which must not run past the packet (RFC 768). */
function withUdp(ip: IpLayer, bytes: Uint8Array, end: number, result: Decoded<UdpHeader>): Upper {
  const upper = withTransport(ip, bytes, end, "udp", result);
  if (upper.transport === null || fragmentOf(ip) === "first") return upper;
  const { length } = upper.transport.header;
  const room = end - ip.end;
  const payload = payloadAt(bytes, ip.end + UDP_HEADER_LENGTH, ip.end + Math.min(length, room));
  if (length <= room) return { ...upper, payload };
  const offset = ip.end + UDP.length.at;
  const facts = { field: UDP.length.id, offset, expected: `<= ${room}`, found: length };
  return { ...upper, payload, problem: { reason: "malformed", layer: "udp", start: ip.end, ...facts } };
}
