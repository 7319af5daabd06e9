import { ICMP, ICMP_ECHO, ICMP_ERROR, type IcmpHeader, UnreachableCode } from "../icmp.ts";
import {
  ICMPV6,
  ICMPV6_ECHO,
  ICMPV6_ERROR,
  type Icmpv6Header,
  NEIGHBOR_ADVERTISEMENT,
  NEIGHBOR_SOLICITATION,
} from "../icmpv6.ts";
import { ND_OPTION, type PlacedNdOption, placeNdOptions } from "../nd-options.ts";
import { slot } from "../slot.ts";
import { type Field, protocolField } from "./field.ts";
import { buildFields, bytesField, type FieldSpec } from "./field-spec.ts";
import { decimal, flag, hexadecimal, ipv6, mac, rawBytes } from "./show.ts";

export const ICMP_COMMON: readonly FieldSpec[] = [
  { slot: ICMP.type, name: "Type", show: decimal },
  { slot: ICMP.code, name: "Code", show: decimal },
  { slot: ICMP.checksum, name: "Checksum", show: hexadecimal },
];

const ICMP_ECHO_FIELDS: readonly FieldSpec[] = [
  { slot: ICMP_ECHO.identifier, name: "Identifier (BE)", show: decimal },
  { slot: ICMP_ECHO.sequence, name: "Sequence Number (BE)", show: decimal },
];

const ICMP_MTU_FIELDS: readonly FieldSpec[] = [
  { slot: ICMP_ERROR.unused, name: "Unused", show: rawBytes },
  { slot: ICMP_ERROR.nextHopMtu, name: "MTU of next hop", show: decimal },
];

const ICMP_UNUSED_FIELDS: readonly FieldSpec[] = [
  { slot: slot("icmp.unused", 4, 4), name: "Unused", show: rawBytes },
];

/** What follows the checksum. */
export function icmpSpecs(header: IcmpHeader): readonly FieldSpec[] {
  switch (header.kind) {
    case "echoRequest":
    case "echoReply":
      return ICMP_ECHO_FIELDS;
    case "unreachable":
      return header.code === UnreachableCode.fragmentationNeeded ? ICMP_MTU_FIELDS : ICMP_UNUSED_FIELDS;
    case "timeExceeded":
      return ICMP_UNUSED_FIELDS;
    case "unknown":
      return [];
    default:
      return header satisfies never;
  }
}

export const ICMPV6_COMMON: readonly FieldSpec[] = [
  { slot: ICMPV6.type, name: "Type", show: decimal },
  { slot: ICMPV6.code, name: "Code", show: decimal },
  { slot: ICMPV6.checksum, name: "Checksum", show: hexadecimal },
];

const ICMPV6_ECHO_FIELDS: readonly FieldSpec[] = [
  { slot: ICMPV6_ECHO.identifier, name: "Identifier", show: hexadecimal },
  { slot: ICMPV6_ECHO.sequence, name: "Sequence", show: decimal },
];

const SOLICITATION_FIELDS: readonly FieldSpec[] = [
  { slot: NEIGHBOR_SOLICITATION.reserved, name: "Reserved", show: rawBytes },
  { slot: NEIGHBOR_SOLICITATION.target, name: "Target Address", show: ipv6 },
];

const ADVERTISEMENT_FIELDS: readonly FieldSpec[] = [
  {
    slot: slot("icmpv6.nd.na.flag", 4, 4),
    name: "Flags",
    show: hexadecimal,
    children: [
      { slot: NEIGHBOR_ADVERTISEMENT.router, name: "Router", show: flag },
      { slot: NEIGHBOR_ADVERTISEMENT.solicited, name: "Solicited", show: flag },
      { slot: NEIGHBOR_ADVERTISEMENT.override, name: "Override", show: flag },
      { slot: NEIGHBOR_ADVERTISEMENT.reserved, name: "Reserved", show: decimal },
    ],
  },
  { slot: NEIGHBOR_ADVERTISEMENT.target, name: "Target Address", show: ipv6 },
];

/** What follows the checksum. */
export function icmpv6Specs(header: Icmpv6Header): readonly FieldSpec[] {
  switch (header.kind) {
    case "echoRequest":
    case "echoReply":
      return ICMPV6_ECHO_FIELDS;
    case "packetTooBig":
      return [{ slot: ICMPV6_ERROR.mtu, name: "MTU", show: decimal }];
    case "unreachable":
    case "timeExceeded":
      return [{ slot: ICMPV6_ERROR.word, name: "Reserved", show: rawBytes }];
    case "neighborSolicitation":
      return SOLICITATION_FIELDS;
    case "neighborAdvertisement":
      return ADVERTISEMENT_FIELDS;
    case "unknown":
      return [];
    default:
      return header satisfies never;
  }
}

const ND_OPTION_HEAD: readonly FieldSpec[] = [
  { slot: ND_OPTION.type, name: "Type", show: decimal },
  { slot: ND_OPTION.length, name: "Length", show: decimal },
];

const LINK_LAYER: FieldSpec = { slot: ND_OPTION.linkLayerAddress, name: "Link-layer address", show: mac };

export function ndOptionFields(bytes: Uint8Array, start: number, end: number): Field[] {
  return placeNdOptions(bytes, start, end).map((option) => ndOptionField(bytes, option));
}

function ndOptionField(bytes: Uint8Array, { start, end, linkLayerAddress }: PlacedNdOption): Field {
  const head = buildFields(ND_OPTION_HEAD, bytes, start, end);
  const body =
    linkLayerAddress === null
      ? [bytesField("icmpv6.opt.data", "Data", bytes, start + 2, end)]
      : buildFields([LINK_LAYER], bytes, start, end);
  const display = linkLayerAddress ?? "";
  return protocolField("icmpv6.opt", "ICMPv6 Option", display, [start, end], [...head, ...body]);
}
