import type { Layer } from "../ip-packet.ts";
import {
  IPV6,
  IPV6_HEADER_LENGTH,
  Ipv6Extension,
  type Ipv6ExtensionHeader,
  type Ipv6Header,
} from "../ipv6.ts";
import { PROTOCOL_NAMES } from "../protocol-names.ts";
import { bitSlot, slot } from "../slot.ts";
import { type Field, protocolField } from "./field.ts";
import { buildFields, bytesField, type FieldSpec } from "./field-spec.ts";
import { ECN_NAMES } from "./ipv4-fields.ts";
import { decimal, flag, hexadecimal, ipv6, named } from "./show.ts";

const protocol = named(decimal, PROTOCOL_NAMES);

const FIELDS: readonly FieldSpec[] = [
  { slot: IPV6.version, name: "Version", show: decimal },
  {
    slot: bitSlot("ipv6.tclass", 0, 4, 4, 12),
    name: "Traffic Class",
    show: hexadecimal,
    children: [
      { slot: IPV6.dscp, name: "Differentiated Services Codepoint", show: decimal },
      { slot: IPV6.ecn, name: "Explicit Congestion Notification", show: named(decimal, ECN_NAMES) },
    ],
  },
  { slot: IPV6.flowLabel, name: "Flow Label", show: hexadecimal },
  { slot: IPV6.payloadLength, name: "Payload Length", show: decimal },
  { slot: IPV6.nextHeader, name: "Next Header", show: protocol },
  { slot: IPV6.hopLimit, name: "Hop Limit", show: decimal },
  { slot: IPV6.src, name: "Source Address", show: ipv6 },
  { slot: IPV6.dst, name: "Destination Address", show: ipv6 },
];

/** RFC 8200 §4.5. */
const FRAGMENT_FIELDS: readonly FieldSpec[] = [
  { slot: slot("ipv6.fraghdr.nxt", 0, 1), name: "Next header", show: protocol },
  { slot: slot("ipv6.fraghdr.reserved_octet", 1, 1), name: "Reserved octet", show: hexadecimal },
  { slot: bitSlot("ipv6.fraghdr.offset", 2, 2, 0, 13), name: "Offset", show: decimal },
  { slot: bitSlot("ipv6.fraghdr.reserved_bits", 2, 2, 13, 15), name: "Reserved bits", show: decimal },
  { slot: bitSlot("ipv6.fraghdr.more", 2, 2, 15, 16), name: "More Fragments", show: flag },
  { slot: slot("ipv6.fraghdr.ident", 4, 4), name: "Identification", show: hexadecimal },
];

const EXTENSION_NAMES: Readonly<Record<number, readonly [string, string]>> = {
  [Ipv6Extension.hopByHop]: ["ipv6.hopopts", "IPv6 Hop-by-Hop Option"],
  [Ipv6Extension.routing]: ["ipv6.routing", "Routing Header for IPv6"],
  [Ipv6Extension.fragment]: ["ipv6.fraghdr", "Fragment Header for IPv6"],
  [Ipv6Extension.destination]: ["ipv6.dstopts", "Destination Options for IPv6"],
};

/** RFC 8200 §4.3, §4.4, §4.6: all but the fragment header begin alike. */
function extensionSpecs(id: string): FieldSpec[] {
  return [
    { slot: slot(`${id}.nxt`, 0, 1), name: "Next Header", show: protocol },
    { slot: slot(`${id}.len`, 1, 1), name: "Length", show: decimal },
  ];
}

function extensionField(bytes: Uint8Array, start: number, extension: Ipv6ExtensionHeader): Field {
  const end = start + 1 + extension.rest.length;
  const [id, name] = EXTENSION_NAMES[extension.type] ?? ["ipv6.ext", "Extension Header"];
  if (extension.type === Ipv6Extension.fragment) {
    return protocolField(id, name, "", [start, end], buildFields(FRAGMENT_FIELDS, bytes, start, end));
  }
  const fields = buildFields(extensionSpecs(id), bytes, start, end);
  const body = bytesField(`${id}.data`, "Data", bytes, start + 2, end);
  return protocolField(id, name, "", [start, end], [...fields, body]);
}

/** @param layer null if the header is not sound: then the fields that are there */
export function ipv6Field(
  bytes: Uint8Array,
  start: number,
  limit: number,
  layer: Layer<"ipv6", Ipv6Header> | null,
): Field {
  const end = layer?.end ?? Math.min(limit, start + IPV6_HEADER_LENGTH);
  const fields = buildFields(FIELDS, bytes, start, end);
  let at = start + IPV6_HEADER_LENGTH;
  for (const extension of layer?.header.extensions ?? []) {
    fields.push(extensionField(bytes, at, extension));
    at += 1 + extension.rest.length;
  }
  const display = layer === null ? "" : `${layer.header.src} → ${layer.header.dst}`;
  return protocolField("ipv6", "Internet Protocol Version 6", display, [start, end], fields);
}
