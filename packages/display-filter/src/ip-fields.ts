import { bitSlot, IPV4, IPV6, IpProtocol, type Slot, slot } from "@wirestage/wire";
import { checksumStatus } from "./checksum-status.ts";
import { address, eitherAddress, type Field, flag, protocol, unsigned } from "./field.ts";

const PROTOCOL_NAMES = {
  TCP: IpProtocol.tcp,
  UDP: IpProtocol.udp,
  ICMP: IpProtocol.icmp,
  ICMPv6: IpProtocol.icmpv6,
} as const;

const SRC4 = address("ipv4", IPV4.src, "Source Address");
const DST4 = address("ipv4", IPV4.dst, "Destination Address");

function bit(from: Slot, label: string): Field {
  return flag(from.id, label, from);
}

export const IPV4_FIELDS: readonly Field[] = [
  protocol("ip", "Internet Protocol Version 4", "header"),
  eitherAddress("ip.addr", "Source or Destination Address", SRC4, DST4),
  SRC4,
  DST4,
  unsigned(IPV4.ttl, "Time to Live"),
  unsigned(IPV4.protocol, "Protocol", { names: PROTOCOL_NAMES }),
  unsigned(IPV4.totalLength, "Total Length"),
  unsigned(IPV4.identification, "Identification"),
  unsigned(bitSlot("ip.flags", 6, 1, 0, 3), "Flags"),
  bit(IPV4.dontFragment, "Don't fragment"),
  bit(IPV4.moreFragments, "More fragments"),
  bit(IPV4.reservedBit, "Reserved bit"),
  unsigned(IPV4.fragmentOffset, "Fragment Offset"),
  unsigned(IPV4.checksum, "Header Checksum"),
  checksumStatus("ip", IPV4.checksum.id, "Header checksum status"),
  unsigned(IPV4.version, "Version"),
  unsigned(IPV4.headerLength, "Header Length", { unit: 4 }),
  unsigned(slot("ip.dsfield", 1, 1), "Differentiated Services Field"),
  unsigned(IPV4.dscp, "Differentiated Services Codepoint"),
  unsigned(IPV4.ecn, "Explicit Congestion Notification"),
];

const SRC6 = address("ipv6", IPV6.src, "Source Address");
const DST6 = address("ipv6", IPV6.dst, "Destination Address");

export const IPV6_FIELDS: readonly Field[] = [
  protocol("ipv6", "Internet Protocol Version 6", "header"),
  eitherAddress("ipv6.addr", "Source or Destination Address", SRC6, DST6),
  SRC6,
  DST6,
  unsigned(IPV6.hopLimit, "Hop Limit"),
  unsigned(IPV6.nextHeader, "Next Header", { names: PROTOCOL_NAMES }),
  unsigned(IPV6.payloadLength, "Payload Length"),
  unsigned(IPV6.flowLabel, "Flow Label"),
  unsigned(bitSlot("ipv6.tclass", 0, 4, 4, 12), "Traffic Class"),
  unsigned(IPV6.dscp, "Differentiated Services Codepoint"),
  unsigned(IPV6.ecn, "Explicit Congestion Notification"),
  unsigned(IPV6.version, "Version"),
];
