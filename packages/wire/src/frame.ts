import { type ArpHeader, decodeArp } from "./arp.ts";
import { decodeEthernet, type EthernetHeader, EtherType } from "./ethernet.ts";
import {
  decodeIpPacket,
  type IpLayer,
  type IpPacket,
  type Layer,
  type LayerProblem,
  layerProblem,
  type Payload,
  payloadAt,
  type TransportLayer,
} from "./ip-packet.ts";
import { IPV4 } from "./ipv4.ts";
import { IPV6 } from "./ipv6.ts";

export interface FrameLayers {
  readonly ethernet: Layer<"ethernet", EthernetHeader> | null;
  readonly arp: Layer<"arp", ArpHeader> | null;
  readonly ip: IpLayer | null;
  readonly transport: TransportLayer | null;
  /** What follows the last header that could be read. */
  readonly payload: Payload;
  /** Bytes that no length field claims: padding to the smallest Ethernet frame, or a trailer. */
  readonly trailer: Payload | null;
}

export interface Frame {
  readonly bytes: Uint8Array;
  /** Length on the wire in bytes; `bytes` holds fewer if the capture cut the frame. */
  readonly originalLength: number;
  readonly layers: FrameLayers;
  /** The first layer that is not as it should be; what could be read is in `layers` all the same. */
  readonly problem: LayerProblem | null;
}

/**
 * Reads a frame layer by layer; never throws.
 * @param originalLength length on the wire in bytes, if `bytes` was cut to a snap length
 */
export function decodeFrame(bytes: Uint8Array, originalLength = bytes.length): Frame {
  const wireEnd = Math.max(bytes.length, originalLength);
  const result = decodeEthernet(bytes);
  if (!result.ok) {
    const layers: FrameLayers = { ...NO_LAYERS, payload: payloadAt(bytes, 0, wireEnd) };
    const problem = layerProblem("ethernet", 0, result.problem, bytes, wireEnd);
    return { bytes, originalLength: wireEnd, layers, problem };
  }
  const { header, end } = result;
  const ethernet: EthernetLayer = { kind: "ethernet", start: 0, end, header };
  const { layers, problem } = decodeUpper(ethernet, bytes, wireEnd);
  return { bytes, originalLength: wireEnd, layers, problem };
}

type EthernetLayer = Layer<"ethernet", EthernetHeader>;
type DecodedLayers = Pick<Frame, "layers" | "problem">;

const NO_LAYERS = { ethernet: null, arp: null, ip: null, transport: null, trailer: null } as const;

function decodeUpper(ethernet: EthernetLayer, bytes: Uint8Array, wireEnd: number): DecodedLayers {
  const start = ethernet.end;
  switch (ethernet.header.etherType) {
    case EtherType.arp:
      return withArp(ethernet, bytes, wireEnd);
    case EtherType.ipv4:
      return withIp(ethernet, decodeIpPacket("ipv4", bytes, start, wireEnd), bytes, wireEnd);
    case EtherType.ipv6:
      return withIp(ethernet, decodeIpPacket("ipv6", bytes, start, wireEnd), bytes, wireEnd);
    default: {
      const payload = payloadAt(bytes, start, wireEnd);
      return { layers: { ...NO_LAYERS, ethernet, payload }, problem: null };
    }
  }
}

function withArp(ethernet: EthernetLayer, bytes: Uint8Array, wireEnd: number): DecodedLayers {
  const start = ethernet.end;
  const result = decodeArp(bytes, start);
  if (!result.ok) {
    const payload = payloadAt(bytes, start, wireEnd);
    const problem = layerProblem("arp", start, result.problem, bytes, wireEnd);
    return { layers: { ...NO_LAYERS, ethernet, payload }, problem };
  }
  const { header, end } = result;
  const arp: Layer<"arp", ArpHeader> = { kind: "arp", start, end, header };
  const payload = payloadAt(bytes, end, end);
  const trailer = trailerAt(bytes, end, wireEnd);
  return { layers: { ...NO_LAYERS, ethernet, arp, payload, trailer }, problem: null };
}

function withIp(
  ethernet: EthernetLayer,
  packet: IpPacket,
  bytes: Uint8Array,
  wireEnd: number,
): DecodedLayers {
  const { ip, transport, payload } = packet;
  const problem = overrun(packet, wireEnd) ?? packet.problem;
  const trailer = trailerAt(bytes, payload.start + payload.length, wireEnd);
  return { layers: { ethernet, arp: null, ip, transport, payload, trailer }, problem };
}

function trailerAt(bytes: Uint8Array, start: number, wireEnd: number): Payload | null {
  return start < wireEnd ? payloadAt(bytes, start, wireEnd) : null;
}

/** A packet that says it is longer than the frame that carries it. */
function overrun({ ip, end }: IpPacket, wireEnd: number): LayerProblem | null {
  if (ip === null || end <= wireEnd) return null;
  const field = ip.kind === "ipv4" ? IPV4.totalLength : IPV6.payloadLength;
  const found = ip.kind === "ipv4" ? ip.header.totalLength : ip.header.payloadLength;
  return {
    reason: "malformed",
    layer: ip.kind,
    start: ip.start,
    field: field.id,
    offset: ip.start + field.at,
    expected: `<= ${found - (end - wireEnd)}`,
    found,
  };
}

/**
 * The packet that an ICMP error is about, as far as it is quoted (RFC 792, RFC 4443 §3); null if `packet` is no
 * such error. A `Frame`'s layers are a packet; all offsets are those of `bytes`.
 */
export function quotedPacket(
  bytes: Uint8Array,
  { transport, payload }: Pick<IpPacket, "transport" | "payload">,
): IpPacket | null {
  if (transport === null || payload.length === 0) return null;
  const wireEnd = payload.start + payload.length;
  switch (transport.kind) {
    case "icmp": {
      const isError = transport.header.kind === "unreachable" || transport.header.kind === "timeExceeded";
      return isError ? decodeIpPacket("ipv4", bytes, payload.start, wireEnd) : null;
    }
    case "icmpv6": {
      const { kind } = transport.header;
      const isError = kind === "unreachable" || kind === "packetTooBig" || kind === "timeExceeded";
      return isError ? decodeIpPacket("ipv6", bytes, payload.start, wireEnd) : null;
    }
    case "tcp":
    case "udp":
      return null;
    default:
      return transport satisfies never;
  }
}
