import { ARP, ARP_ADDRESSES, ArpOpcode, bitSlot, ETHERNET, EtherType } from "@wirestage/wire";
import { address, eitherAddress, eitherNumber, type Field, flag, protocol, unsigned } from "./field.ts";
import { type HeaderPlace, numberIn } from "./frame-reading.ts";

const ETHER_TYPE_NAMES = { IPv4: EtherType.ipv4, ARP: EtherType.arp, IPv6: EtherType.ipv6 } as const;

const UINT32_MAX = 2 ** 32 - 1;

/** Facts of the frame itself, which stand in none of its bytes. */
export const FRAME_FIELDS: readonly Field[] = [
  {
    name: "frame",
    label: "Frame",
    type: "protocol",
    read: ({ frame: { bytes, length } }) => [{ bytes, length }],
  },
  {
    ...{
      name: "frame.len",
      label: "Frame length on the wire",
      type: "unsigned",
      most: UINT32_MAX,
      names: {},
    },
    read: ({ frame }) => [frame.length],
  },
  {
    ...{ name: "frame.number", label: "Frame Number", type: "unsigned", most: UINT32_MAX, names: {} },
    read: ({ frame }) => [frame.number],
  },
  {
    name: "frame.time_relative",
    label: "Time since the first frame",
    type: "duration",
    most: Number.MAX_SAFE_INTEGER,
    names: {},
    read: ({ frame }) => [frame.t],
  },
  {
    name: "frame.interface_name",
    label: "Interface name",
    type: "text",
    read: ({ frame }) => [frame.host],
  },
];

const DST = address("mac", ETHERNET.dst, "Destination");
const SRC = address("mac", ETHERNET.src, "Source");

/** The two lowest bits of an address's first byte (IEEE 802 §8.2). */
function addressBits(bit: "lg" | "ig", label: string, from: number): Field[] {
  const of = (name: string, at: number) =>
    flag(`${name}.${bit}`, label, bitSlot(name, at, 1, from, from + 1));
  const [dst, src] = [of("eth.dst", ETHERNET.dst.at), of("eth.src", ETHERNET.src.at)];
  return [eitherNumber(`eth.${bit}`, label, dst, src), dst, src];
}

/** Smaller numbers are a length (IEEE 802.3 §3.2.6). */
const SMALLEST_TYPE = 1536;

export const ETHERNET_FIELDS: readonly Field[] = [
  protocol("eth", "Ethernet", "header"),
  eitherAddress("eth.addr", "Address", DST, SRC),
  SRC,
  DST,
  unsigned(ETHERNET.etherType, "Type", {
    names: ETHER_TYPE_NAMES,
    when: (place) => (numberIn(place, ETHERNET.etherType) ?? 0) >= SMALLEST_TYPE,
  }),
  ...addressBits("ig", "IG bit", 7),
  ...addressBits("lg", "LG bit", 6),
];

/** Addresses stand where they do only between Ethernet and IPv4 (RFC 826). */
function hasIpv4Addresses(place: HeaderPlace): boolean {
  return numberIn(place, ARP.hardwareSize) === 6 && numberIn(place, ARP.protocolSize) === 4;
}

export const ARP_FIELDS: readonly Field[] = [
  protocol("arp", "Address Resolution Protocol", "all"),
  unsigned(ARP.opcode, "Opcode", { names: { request: ArpOpcode.request, reply: ArpOpcode.reply } }),
  address("ipv4", ARP_ADDRESSES.senderIp, "Sender IP address", hasIpv4Addresses),
  address("mac", ARP_ADDRESSES.senderMac, "Sender MAC address", hasIpv4Addresses),
  address("ipv4", ARP_ADDRESSES.targetIp, "Target IP address", hasIpv4Addresses),
  address("mac", ARP_ADDRESSES.targetMac, "Target MAC address", hasIpv4Addresses),
  unsigned(ARP.hardwareType, "Hardware type"),
  unsigned(ARP.protocolType, "Protocol type", { names: ETHER_TYPE_NAMES }),
  unsigned(ARP.hardwareSize, "Hardware size"),
  unsigned(ARP.protocolSize, "Protocol size"),
];
