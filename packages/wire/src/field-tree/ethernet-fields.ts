import { ETHERNET, ETHERNET_HEADER_LENGTH, EtherType } from "../ethernet.ts";
import { bitSlot, readSlot, slot } from "../slot.ts";
import { type Field, protocolField } from "./field.ts";
import { buildFields, type FieldSpec } from "./field-spec.ts";
import { decimal, flag, hexadecimal, mac, named } from "./show.ts";

export const ETHER_TYPE_NAMES = {
  [EtherType.ipv4]: "IPv4",
  [EtherType.arp]: "ARP",
  [EtherType.ipv6]: "IPv6",
} as const;

/** The two lowest bits of an address's first octet (IEEE 802 §8.2). */
function addressBits(id: string, at: number): FieldSpec[] {
  return [
    { slot: bitSlot(`${id}.lg`, at, 3, 6, 7), name: "LG bit", show: flag },
    { slot: bitSlot(`${id}.ig`, at, 3, 7, 8), name: "IG bit", show: flag },
  ];
}

const ADDRESSES: readonly FieldSpec[] = [
  { slot: ETHERNET.dst, name: "Destination", show: mac, children: addressBits("eth.dst", 0) },
  { slot: ETHERNET.src, name: "Source", show: mac, children: addressBits("eth.src", 6) },
];

const TYPE: FieldSpec = {
  slot: ETHERNET.etherType,
  name: "Type",
  show: named(hexadecimal, ETHER_TYPE_NAMES),
};

const LENGTH: FieldSpec = { slot: slot("eth.len", 12, 2), name: "Length", show: decimal };

/** Largest value that is a length, not a type (IEEE 802.3 §3.2.6). */
const LARGEST_LENGTH = 1500;

export function ethernetField(bytes: Uint8Array, limit: number): Field {
  const end = Math.min(ETHERNET_HEADER_LENGTH, limit);
  const isLength = readSlot(bytes, 0, ETHERNET.etherType) <= LARGEST_LENGTH;
  const fields = buildFields([...ADDRESSES, isLength ? LENGTH : TYPE], bytes, 0, limit);
  const [dst, src] = fields;
  const display = dst === undefined || src === undefined ? "" : `${src.display} → ${dst.display}`;
  return protocolField("eth", "Ethernet II", display, [0, end], fields);
}
