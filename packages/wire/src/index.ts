export { ARP, ARP_ADDRESSES, type ArpHeader, ArpOpcode, decodeArp, emitArp } from "./arp.ts";
export {
  type ChecksumVerdict,
  type ChecksumVerdicts,
  verifyChecksums,
  verifyPacket,
  withGoodChecksums,
} from "./checksum-verdict.ts";
export {
  composeArpFrame,
  composeFrame,
  emitFrame,
  type FrameParts,
  type IpParts,
  type TransportParts,
} from "./compose-frame.ts";
export type { Decoded, DecodeProblem } from "./decoded.ts";
export { type DescribeOptions, describe } from "./describe/describe.ts";
export { type PacketdrillOptions, packetdrill } from "./describe/packetdrill.ts";
export {
  decodeEthernet,
  ETHERNET,
  ETHERNET_HEADER_LENGTH,
  type EthernetHeader,
  EtherType,
  emitEthernet,
} from "./ethernet.ts";
export type { Field, FieldValue } from "./field-tree/field.ts";
export { fieldPathsAt } from "./field-tree/field-paths.ts";
export { type FieldTreeOptions, fieldTree } from "./field-tree/field-tree.ts";
export { type BitFlip, type FlippedFrame, type FlipRefusal, flipBit } from "./flip-bit.ts";
export { decodeFrame, type Frame, type FrameLayers, quotedPacket } from "./frame.ts";
export {
  decodeIcmp,
  emitIcmp,
  ICMP,
  ICMP_ECHO,
  ICMP_ERROR,
  type IcmpHeader,
  IcmpType,
  icmpTypeOf,
  UnreachableCode,
} from "./icmp.ts";
export {
  decodeIcmpv6,
  emitIcmpv6,
  ICMPV6,
  ICMPV6_ECHO,
  ICMPV6_ERROR,
  type Icmpv6Header,
  Icmpv6Type,
  icmpv6TypeOf,
  NEIGHBOR_ADVERTISEMENT,
  NEIGHBOR_SOLICITATION,
} from "./icmpv6.ts";
export {
  type Ipv4Address,
  type Ipv6Address,
  ipv4Address,
  ipv4FromBytes,
  ipv4ToBytes,
  ipv6Address,
  ipv6FromBytes,
  ipv6ToBytes,
} from "./ip-address.ts";
export { type IpFragment, ipFragment } from "./ip-fragment.ts";
export type { IpLayer, IpPacket, Layer, LayerProblem, Payload, TransportLayer } from "./ip-packet.ts";
export { decodeIpv4, emitIpv4, IPV4, IpProtocol, type Ipv4Header } from "./ipv4.ts";
export { decodeIpv6, emitIpv6, IPV6, type Ipv6ExtensionHeader, type Ipv6Header } from "./ipv6.ts";
export { isLinkNoise } from "./link-noise.ts";
export { type MacAddress, macAddress, macToBytes } from "./mac-address.ts";
export { NdOptionType, type PlacedNdOption, placeNdOptions } from "./nd-options.ts";
export { type QuickView, quickView, sameSegment, segmentKey } from "./quick-view.ts";
export type { RelativeTo } from "./relative-to.ts";
export { SeqNumber } from "./seq-number.ts";
export { type Bits, bitSlot, readSlot, type Slot, slot, widthOf } from "./slot.ts";
export { decodeTcp, emitTcp, TCP, TCP_HEADER_LENGTH, type TcpHeader } from "./tcp.ts";
export { hasFlag, TcpFlag, type TcpFlagName, tcpFlagNames } from "./tcp-flags.ts";
export { type SegmentShape, type TcpKind, tcpKind } from "./tcp-kind.ts";
export {
  type PlacedTcpOption,
  placeTcpOptions,
  type SackBlock,
  type TcpOption,
  TcpOptionKind,
} from "./tcp-options.ts";
export { decodeUdp, emitUdp, UDP, UDP_HEADER_LENGTH, type UdpHeader } from "./udp.ts";
export { WireError, type WireErrorCode, type WireErrorFacts } from "./wire-error.ts";
