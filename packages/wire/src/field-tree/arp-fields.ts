import { ARP, ARP_ADDRESSES, type ArpHeader } from "../arp.ts";
import type { Layer } from "../ip-packet.ts";
import { ETHER_TYPE_NAMES } from "./ethernet-fields.ts";
import { type Field, protocolField } from "./field.ts";
import { buildFields, bytesField, type FieldSpec } from "./field-spec.ts";
import { decimal, hexadecimal, ipv4, mac, named } from "./show.ts";

const FIXED_LENGTH = 8;

const FIXED: readonly FieldSpec[] = [
  { slot: ARP.hardwareType, name: "Hardware type", show: decimal },
  { slot: ARP.protocolType, name: "Protocol type", show: named(hexadecimal, ETHER_TYPE_NAMES) },
  { slot: ARP.hardwareSize, name: "Hardware size", show: decimal },
  { slot: ARP.protocolSize, name: "Protocol size", show: decimal },
  { slot: ARP.opcode, name: "Opcode", show: decimal },
];

const ADDRESSES: readonly FieldSpec[] = [
  { slot: ARP_ADDRESSES.senderMac, name: "Sender MAC address", show: mac },
  { slot: ARP_ADDRESSES.senderIp, name: "Sender IP address", show: ipv4 },
  { slot: ARP_ADDRESSES.targetMac, name: "Target MAC address", show: mac },
  { slot: ARP_ADDRESSES.targetIp, name: "Target IP address", show: ipv4 },
];

/** @param layer null if the header is not whole: then only the fixed fields that are there */
export function arpField(
  bytes: Uint8Array,
  start: number,
  limit: number,
  layer: Layer<"arp", ArpHeader> | null,
): Field {
  const end = layer?.end ?? limit;
  const children = buildFields(FIXED, bytes, start, end);
  if (layer?.header.kind === "ethernet-ipv4") {
    children.push(...buildFields(ADDRESSES, bytes, start, end));
  } else if (layer !== null) {
    children.push(...plainAddresses(bytes, start + FIXED_LENGTH, layer.header));
  }
  return protocolField("arp", "Address Resolution Protocol", "", [start, end], children);
}

function plainAddresses(
  bytes: Uint8Array,
  start: number,
  { hardwareSize, protocolSize }: Extract<ArpHeader, { kind: "unknown" }>,
): Field[] {
  const fields = [
    ["arp.src.hw", "Sender hardware address", hardwareSize],
    ["arp.src.proto", "Sender protocol address", protocolSize],
    ["arp.dst.hw", "Target hardware address", hardwareSize],
    ["arp.dst.proto", "Target protocol address", protocolSize],
  ] as const;
  let at = start;
  return fields.map(([id, name, size]) => {
    at += size;
    return bytesField(id, name, bytes, at - size, at);
  });
}
