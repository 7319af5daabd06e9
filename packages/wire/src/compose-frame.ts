import { type ArpHeader, emitArp } from "./arp.ts";
import { concatBytes } from "./bytes.ts";
import { withGoodChecksums } from "./checksum-verdict.ts";
import { type EthernetHeader, EtherType, emitEthernet } from "./ethernet.ts";
import { decodeFrame, type Frame } from "./frame.ts";
import { emitIcmp, type IcmpHeader } from "./icmp.ts";
import { emitIcmpv6, type Icmpv6Header } from "./icmpv6.ts";
import type { IpLayer, TransportLayer } from "./ip-packet.ts";
import { emitIpv4, IpProtocol, type Ipv4Header } from "./ipv4.ts";
import { emitIpv6, type Ipv6Header } from "./ipv6.ts";
import { SeqNumber } from "./seq-number.ts";
import { emitTcp, type TcpHeader } from "./tcp.ts";
import { emitUdp, UDP_HEADER_LENGTH, type UdpHeader } from "./udp.ts";

type Some<Header, Needed extends keyof Header, Computed extends keyof Header> = Pick<Header, Needed> &
  Partial<Omit<Header, Needed | Computed>>;

type WithoutChecksum<Header> = Header extends unknown ? Omit<Header, "checksum"> : never;

export type IpParts =
  | ({ readonly version: 4 } & Some<Ipv4Header, "src" | "dst", "totalLength" | "checksum">)
  | ({ readonly version: 6 } & Some<Ipv6Header, "src" | "dst", "payloadLength">);

export type TransportParts =
  | ({ readonly kind: "tcp" } & Some<TcpHeader, "srcPort" | "dstPort" | "seq" | "flags", "checksum">)
  | ({ readonly kind: "udp" } & Pick<UdpHeader, "srcPort" | "dstPort">)
  | { readonly kind: "icmp"; readonly header: WithoutChecksum<IcmpHeader> }
  | { readonly kind: "icmpv6"; readonly header: WithoutChecksum<Icmpv6Header> };

export interface FrameParts {
  readonly ethernet: Pick<EthernetHeader, "dst" | "src">;
  readonly ip: IpParts;
  readonly transport: TransportParts;
  readonly payload?: Uint8Array;
}

/**
 * A frame as a sender makes it: lengths, protocol numbers and checksums are computed; what is left out is 0, empty
 * or the usual default (TTL 64, DF set).
 * @throws WireError if a number does not fit its field
 */
export function composeFrame(parts: FrameParts): Uint8Array {
  const payload = parts.payload ?? new Uint8Array(0);
  const transport = emitTransport(parts.transport, payload.length);
  const protocol = IpProtocol[parts.transport.kind];
  const ip = emitIp(parts.ip, protocol, transport.length + payload.length);
  const etherType = parts.ip.version === 4 ? EtherType.ipv4 : EtherType.ipv6;
  const ethernet = emitEthernet({ ...parts.ethernet, etherType });
  const unsummed = decodeFrame(concatBytes([ethernet, ip, transport, payload]));
  return withGoodChecksums(unsummed);
}

/** An ARP frame between Ethernet and IPv4. */
export function composeArpFrame(ethernet: Pick<EthernetHeader, "dst" | "src">, arp: ArpHeader): Uint8Array {
  return concatBytes([emitEthernet({ ...ethernet, etherType: EtherType.arp }), emitArp(arp)]);
}

function emitIp(parts: IpParts, protocol: number, length: number): Uint8Array {
  if (parts.version === 6) {
    const extensions = parts.extensions ?? [];
    const extensionsLength = extensions.reduce((sum, { rest }) => sum + 1 + rest.length, 0);
    return emitIpv6({
      dscp: 0,
      ecn: 0,
      flowLabel: 0,
      hopLimit: 64,
      nextHeader: protocol,
      extensions,
      ...parts,
      payloadLength: extensionsLength + length,
    });
  }
  const options = parts.options ?? new Uint8Array(0);
  return emitIpv4({
    dscp: 0,
    ecn: 0,
    identification: 0,
    reservedBit: false,
    dontFragment: true,
    moreFragments: false,
    fragmentOffset: 0,
    ttl: 64,
    protocol,
    options,
    checksum: 0,
    ...parts,
    totalLength: 20 + options.length + length,
  });
}

/** A UDP checksum of 0 would mean "none": any other value is put right afterwards. */
const TO_BE_COMPUTED = 0xffff;

function emitTransport(parts: TransportParts, payloadLength: number): Uint8Array {
  switch (parts.kind) {
    case "tcp": {
      const defaults = { ack: SeqNumber.of(0), window: 0, urgentPointer: 0, options: [] };
      return emitTcp({ ...defaults, ...parts, checksum: 0 });
    }
    case "udp":
      return emitUdp({ ...parts, length: UDP_HEADER_LENGTH + payloadLength, checksum: TO_BE_COMPUTED });
    case "icmp":
      return emitIcmp({ ...parts.header, checksum: 0 });
    case "icmpv6":
      return emitIcmpv6({ ...parts.header, checksum: 0 });
    default:
      return parts satisfies never;
  }
}

/** The exact inverse of `decodeFrame` for a frame that is whole: what headers say is written, right or wrong. */
export function emitFrame(frame: Frame): Uint8Array {
  const { ethernet, arp, ip, transport, payload, trailer } = frame.layers;
  const parts = [
    ethernet === null ? null : emitEthernet(ethernet.header),
    arp === null ? null : emitArp(arp.header),
    ip === null ? null : emitIpLayer(ip),
    transport === null ? null : emitTransportLayer(transport),
    payload.bytes,
    trailer?.bytes ?? null,
  ];
  return concatBytes(parts.filter((part) => part !== null));
}

function emitIpLayer(ip: IpLayer): Uint8Array {
  return ip.kind === "ipv4" ? emitIpv4(ip.header) : emitIpv6(ip.header);
}

function emitTransportLayer(transport: TransportLayer): Uint8Array {
  switch (transport.kind) {
    case "tcp":
      return emitTcp(transport.header);
    case "udp":
      return emitUdp(transport.header);
    case "icmp":
      return emitIcmp(transport.header);
    case "icmpv6":
      return emitIcmpv6(transport.header);
    default:
      return transport satisfies never;
  }
}
