import {
  ICMP,
  ICMP_ECHO,
  ICMP_ERROR,
  ICMPV6,
  ICMPV6_ECHO,
  ICMPV6_ERROR,
  IcmpType,
  Icmpv6Type,
  NEIGHBOR_ADVERTISEMENT,
  NEIGHBOR_SOLICITATION,
  type Slot,
  UDP,
  UnreachableCode,
} from "@wirestage/wire";
import { checksumStatus } from "./checksum-status.ts";
import { address, eitherNumber, type Field, flag, payload, protocol, unsigned } from "./field.ts";
import { type HeaderPlace, numberIn } from "./frame-reading.ts";

const SRC_PORT = unsigned(UDP.srcPort, "Source Port");
const DST_PORT = unsigned(UDP.dstPort, "Destination Port");

export const UDP_FIELDS: readonly Field[] = [
  protocol("udp", "User Datagram Protocol", "header"),
  eitherNumber("udp.port", "Source or Destination Port", SRC_PORT, DST_PORT),
  SRC_PORT,
  DST_PORT,
  unsigned(UDP.length, "Length"),
  payload("udp.payload", "UDP payload"),
  unsigned(UDP.checksum, "Checksum"),
  checksumStatus("udp", UDP.checksum.id),
];

/** What follows the checksum depends on the type of the message. */
function ofTypes(type: Slot, ...types: readonly number[]) {
  return (place: HeaderPlace) => types.includes(numberIn(place, type) ?? -1);
}

const isEcho = ofTypes(ICMP.type, IcmpType.echoRequest, IcmpType.echoReply);

function isFragmentationNeeded(place: HeaderPlace): boolean {
  const [type, code] = [numberIn(place, ICMP.type), numberIn(place, ICMP.code)];
  return type === IcmpType.unreachable && code === UnreachableCode.fragmentationNeeded;
}

export const ICMP_FIELDS: readonly Field[] = [
  protocol("icmp", "Internet Control Message Protocol", "all"),
  unsigned(ICMP.type, "Type"),
  unsigned(ICMP.code, "Code"),
  unsigned(ICMP.checksum, "Checksum"),
  checksumStatus("icmp", ICMP.checksum.id),
  unsigned(ICMP_ECHO.identifier, "Identifier (BE)", { when: isEcho }),
  unsigned(ICMP_ECHO.sequence, "Sequence Number (BE)", { when: isEcho }),
  unsigned(ICMP_ERROR.nextHopMtu, "MTU of next hop", { when: isFragmentationNeeded }),
];

const isEchoV6 = ofTypes(ICMPV6.type, Icmpv6Type.echoRequest, Icmpv6Type.echoReply);
const isSolicitation = ofTypes(ICMPV6.type, Icmpv6Type.neighborSolicitation);
const isAdvertisement = ofTypes(ICMPV6.type, Icmpv6Type.neighborAdvertisement);

function advertised(slot: Slot, label: string): Field {
  return flag(slot.id, label, slot, 1, isAdvertisement);
}

export const ICMPV6_FIELDS: readonly Field[] = [
  protocol("icmpv6", "Internet Control Message Protocol v6", "all"),
  unsigned(ICMPV6.type, "Type"),
  unsigned(ICMPV6.code, "Code"),
  unsigned(ICMPV6.checksum, "Checksum"),
  checksumStatus("icmpv6", ICMPV6.checksum.id),
  unsigned(ICMPV6_ECHO.identifier, "Identifier", { when: isEchoV6 }),
  unsigned(ICMPV6_ECHO.sequence, "Sequence", { when: isEchoV6 }),
  unsigned(ICMPV6_ERROR.mtu, "MTU", { when: ofTypes(ICMPV6.type, Icmpv6Type.packetTooBig) }),
  address("ipv6", NEIGHBOR_SOLICITATION.target, "Target Address", isSolicitation),
  address("ipv6", NEIGHBOR_ADVERTISEMENT.target, "Target Address", isAdvertisement),
  advertised(NEIGHBOR_ADVERTISEMENT.router, "Router"),
  advertised(NEIGHBOR_ADVERTISEMENT.solicited, "Solicited"),
  advertised(NEIGHBOR_ADVERTISEMENT.override, "Override"),
];
