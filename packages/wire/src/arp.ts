import { concatBytes } from "./bytes.ts";
import { type Decoded, decoded, truncated, truncatedIn } from "./decoded.ts";
import { EtherType } from "./ethernet.ts";
import { type Ipv4Address, ipv4FromBytes, ipv4ToBytes } from "./ip-address.ts";
import { type MacAddress, macFromBytes, macToBytes } from "./mac-address.ts";
import { readSlot, slot, writeBytes, writeSlot } from "./slot.ts";

/** RFC 826, the part that is the same for all address sizes. */
export const ARP = {
  hardwareType: slot("arp.hw.type", 0, 2),
  protocolType: slot("arp.proto.type", 2, 2),
  hardwareSize: slot("arp.hw.size", 4, 1),
  protocolSize: slot("arp.proto.size", 5, 1),
  opcode: slot("arp.opcode", 6, 2),
} as const;

/** RFC 826 with Ethernet and IPv4 addresses. */
export const ARP_ADDRESSES = {
  senderMac: slot("arp.src.hw_mac", 8, 6),
  senderIp: slot("arp.src.proto_ipv4", 14, 4),
  targetMac: slot("arp.dst.hw_mac", 18, 6),
  targetIp: slot("arp.dst.proto_ipv4", 24, 4),
} as const;

const FIXED_LENGTH = 8;
const ETHERNET_IPV4_LENGTH = 28;
const ETHERNET_HARDWARE = 1;

/** Values of `opcode` (IANA, ARP Parameters). */
export const ArpOpcode = { request: 1, reply: 2 } as const;

/** ARP between Ethernet and IPv4, or another pair of address families whose addresses stay bytes. */
export type ArpHeader =
  | {
      readonly kind: "ethernet-ipv4";
      readonly opcode: number;
      readonly senderMac: MacAddress;
      readonly senderIp: Ipv4Address;
      readonly targetMac: MacAddress;
      readonly targetIp: Ipv4Address;
    }
  | {
      readonly kind: "unknown";
      readonly hardwareType: number;
      readonly protocolType: number;
      readonly hardwareSize: number;
      readonly protocolSize: number;
      readonly opcode: number;
      /** Sender hardware, sender protocol, target hardware, target protocol address. */
      readonly addresses: Uint8Array;
    };

function fixedPart(bytes: Uint8Array, start: number) {
  return {
    hardwareType: readSlot(bytes, start, ARP.hardwareType),
    protocolType: readSlot(bytes, start, ARP.protocolType),
    hardwareSize: readSlot(bytes, start, ARP.hardwareSize),
    protocolSize: readSlot(bytes, start, ARP.protocolSize),
    opcode: readSlot(bytes, start, ARP.opcode),
  };
}

export function decodeArp(bytes: Uint8Array, start = 0, end = bytes.length): Decoded<ArpHeader> {
  if (end - start < FIXED_LENGTH) return truncatedIn(ARP, start, end);
  const fixed = fixedPart(bytes, start);
  const isEthernetIpv4 =
    fixed.hardwareType === ETHERNET_HARDWARE &&
    fixed.protocolType === EtherType.ipv4 &&
    fixed.hardwareSize === 6 &&
    fixed.protocolSize === 4;
  if (!isEthernetIpv4) return decodeUnknown(bytes, start, end, fixed);
  if (end - start < ETHERNET_IPV4_LENGTH) return truncatedIn(ARP_ADDRESSES, start, end);
  const header: ArpHeader = {
    kind: "ethernet-ipv4",
    opcode: fixed.opcode,
    senderMac: macFromBytes(bytes, start + ARP_ADDRESSES.senderMac.at),
    senderIp: ipv4FromBytes(bytes, start + ARP_ADDRESSES.senderIp.at),
    targetMac: macFromBytes(bytes, start + ARP_ADDRESSES.targetMac.at),
    targetIp: ipv4FromBytes(bytes, start + ARP_ADDRESSES.targetIp.at),
  };
  return decoded(header, start + ETHERNET_IPV4_LENGTH);
}

function decodeUnknown(
  bytes: Uint8Array,
  start: number,
  end: number,
  fixed: ReturnType<typeof fixedPart>,
): Decoded<ArpHeader> {
  const from = start + FIXED_LENGTH;
  const size = 2 * (fixed.hardwareSize + fixed.protocolSize);
  if (end - from < size) return truncated("arp.src.hw", from, size, end - from);
  return decoded({ kind: "unknown", ...fixed, addresses: bytes.slice(from, from + size) }, from + size);
}

/** @throws WireError if a number does not fit its field */
export function emitArp(header: ArpHeader): Uint8Array {
  const isUnknown = header.kind === "unknown";
  const bytes = new Uint8Array(isUnknown ? FIXED_LENGTH : ETHERNET_IPV4_LENGTH);
  writeSlot(bytes, 0, ARP.hardwareType, isUnknown ? header.hardwareType : ETHERNET_HARDWARE);
  writeSlot(bytes, 0, ARP.protocolType, isUnknown ? header.protocolType : EtherType.ipv4);
  writeSlot(bytes, 0, ARP.hardwareSize, isUnknown ? header.hardwareSize : 6);
  writeSlot(bytes, 0, ARP.protocolSize, isUnknown ? header.protocolSize : 4);
  writeSlot(bytes, 0, ARP.opcode, header.opcode);
  if (isUnknown) return concatBytes([bytes, header.addresses]);
  writeBytes(bytes, 0, ARP_ADDRESSES.senderMac, macToBytes(header.senderMac));
  writeBytes(bytes, 0, ARP_ADDRESSES.senderIp, ipv4ToBytes(header.senderIp));
  writeBytes(bytes, 0, ARP_ADDRESSES.targetMac, macToBytes(header.targetMac));
  writeBytes(bytes, 0, ARP_ADDRESSES.targetIp, ipv4ToBytes(header.targetIp));
  return bytes;
}
